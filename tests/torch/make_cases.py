#!/usr/bin/env python3
"""Computes small operator cases with PyTorch in float64 and writes them to cases.json.

    apt-get install python3-torch python3-numpy
    python3 make_cases.py

Inputs and parameters are not stored: they are generated from a key and an index, as CompiledNets.RandomWeights does. A case has the
declaration in C#, and of the output its shape and its numbers in order.
"""
import json
import math
import os

import numpy
import torch
import torch.nn.functional as F

SEED = 1
cases = []
names = set()


def uniform(key, shape):
    """float32 numbers in [-1, 1): SplitMix64, started with the FNV-1a hash of the key."""
    start = 0xCBF29CE484222325
    for byte in key.encode():
        start = ((start ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    count = math.prod(shape)
    with numpy.errstate(over="ignore"):
        z = numpy.uint64(start ^ SEED) + numpy.arange(1, count + 1, dtype=numpy.uint64) * numpy.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        z = z ^ (z >> numpy.uint64(31))
    unit = (z >> numpy.uint64(40)).astype(numpy.float32) * numpy.float32(2.0**-24)
    return (numpy.float32(2) * unit - numpy.float32(1)).reshape(shape)


def tensor(values):
    return torch.from_numpy(numpy.ascontiguousarray(values, dtype=numpy.float64))


def weight(key, shape):
    return tensor(uniform(key, shape) * numpy.float32(math.sqrt(6 / math.prod(shape[1:]))))


def bias(key, size):
    return tensor(numpy.float32(0.1) * uniform(key, [size]))


def scale(key, shape):
    return tensor(numpy.float32(1) + numpy.float32(0.25) * uniform(key, shape))


def slope(key, size):
    return tensor(numpy.float32(0.25) + numpy.float32(0.25) * uniform(key, [size]))


def variance(key, size):
    unit = (uniform(key, [size]) + numpy.float32(1)) * numpy.float32(0.5)
    return tensor(numpy.float32(1) + numpy.float32(0.5) * unit)


def text(value):
    """A Python value as C#."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"({', '.join(map(text, value))})"
    if isinstance(value, list):
        return f"[{', '.join(map(text, value))}]"
    return value if isinstance(value, str) else repr(value)


def case(shapes, expression, compute):
    """Adds a case: shapes of the inputs x0, x1, ...; the output over these as C#, and as a function."""
    shapes = [shapes] if isinstance(shapes, tuple) else shapes
    parameters = ", ".join(f"[Shape({', '.join(map(str, shape))})] Tensor x{i}" for i, shape in enumerate(shapes))
    declaration = f"static Tensor Forward({parameters}) => {expression};"
    if declaration in names:
        return
    names.add(declaration)
    output = compute(*(tensor(uniform(f"x{i}", shape)) for i, shape in enumerate(shapes)))
    numbers = [float(f"{number:.8g}") for number in output.flatten().tolist()]
    cases.append({"declaration": declaration, "shape": list(output.shape), "values": [int(n) if n == int(n) else n for n in numbers]})


def sides(padding):
    """(top, left, bottom, right) of any padding."""
    if isinstance(padding, int):
        return (padding,) * 4
    return padding * 2 if len(padding) == 2 else padding


def padded(x, padding, value=0.0):
    top, left, bottom, right = sides(padding)
    return F.pad(x, (left, right, top, bottom), value=value)


def same(x, kernel, stride, dilation):
    """TensorFlow's SAME in numbers."""
    def along(size, k, s, d):
        total = max((-(-size // s) - 1) * s + (k - 1) * d + 1 - size, 0)
        return total // 2, total - total // 2
    pair = lambda v: v if isinstance(v, tuple) else (v, v)
    kernel, stride, dilation = pair(kernel), pair(stride), pair(dilation)
    top, bottom = along(x.shape[2], kernel[0], stride[0], dilation[0])
    left, right = along(x.shape[3], kernel[1], stride[1], dilation[1])
    return (top, left, bottom, right)


def conv2d(shape, outputs, kernel, stride=1, padding=0, dilation=1, groups=1, has_bias=True, after="", then=lambda y: y):
    def compute(x):
        height, width = kernel if isinstance(kernel, tuple) else (kernel, kernel)
        w = weight("c.weight", [outputs, shape[1] // groups, height, width])
        b = bias("c.bias", outputs) if has_bias else None
        amount = same(x, kernel, stride, dilation) if padding == "Padding.Same" else padding
        return then(F.conv2d(padded(x, amount), w, b, stride, 0, dilation, groups))
    case(shape, f'x0.Conv2d("c", {outputs}, {text(kernel)}, {text(stride)}, {text(padding)}, {text(dilation)}, {groups}, {text(has_bias)}){after}', compute)


def convolutions():
    for channels, outputs in ((1, 1), (3, 2), (5, 7), (16, 5), (17, 3), (33, 2), (64, 4), (131, 2)):
        for kernel in (1, 3):
            conv2d((1, channels, 5, 4), outputs, kernel, padding=kernel // 2)
    for kernel in (1, 2, 3, 4, 5, 7, (1, 3), (3, 1), (2, 5), (1, 7)):
        conv2d((1, 3, 9, 8), 2, kernel, padding=1)
        conv2d((1, 3, 9, 8), 2, kernel, stride=2, padding=1, has_bias=False)
    for stride in (1, 2, 3, (1, 2), (2, 1), (3, 2)):
        for dilation in (1, 2, 3, (1, 2), (3, 1)):
            conv2d((1, 2, 11, 10), 3, 3, stride, 2, dilation)
    for padding in (0, 1, 2, (0, 1), (2, 0), (0, 0, 1, 1), (1, 0, 0, 0), (0, 1, 2, 3), (3, 0, 1, 2)):
        conv2d((1, 3, 6, 5), 2, 3, padding=padding)
        conv2d((1, 3, 6, 5), 2, (3, 2), stride=2, padding=padding)
    for size in ((5, 5), (6, 7), (1, 1), (8, 3)):
        for kernel in (1, 2, 3, 5):
            for stride in (1, 2, 3):
                conv2d((1, 2, *size), 2, kernel, stride, "Padding.Same")
    conv2d((1, 2, 7, 6), 2, 3, 2, "Padding.Same", 2)
    for channels, outputs, groups in ((4, 4, 4), (4, 8, 4), (6, 9, 3), (12, 6, 2), (20, 20, 20), (17, 34, 17), (32, 8, 4), (32, 32, 8), (48, 6, 3), (9, 9, 9)):
        for kernel, stride in ((3, 1), (3, 2), (5, 1), (1, 1)):
            conv2d((1, channels, 5, 4), outputs, kernel, stride, kernel // 2, 1, groups)
    conv2d((1, 6, 7, 7), 6, 3, 1, 2, 2, 6)
    conv2d((3, 5, 4, 5), 3, 3, 1, 1)
    conv2d((2, 18, 3, 3), 18, 3, 1, 1, 1, 18)
    for after, then in ACTIVATIONS:
        conv2d((1, 3, 4, 4), 3, 3, 1, 1, after=f".{after}", then=then)
    for length, kernel, stride, padding, dilation, groups in ((9, 3, 1, 1, 1, 1), (9, 3, 2, 0, 1, 1), (12, 5, 1, 4, 2, 1), (10, 2, 3, 1, 1, 2), (7, 3, 1, 1, 1, 4), (1, 1, 1, 0, 1, 1)):
        for has_bias in (True, False):
            case((1, 4, length, 1), f'x0.Reshape(1, 4, {length}).Conv1d("c", 8, {kernel}, {stride}, {padding}, {dilation}, {groups}, {text(has_bias)})',
                 lambda x: F.conv1d(x.reshape(1, 4, length), weight("c.weight", [8, 4 // groups, kernel]), bias("c.bias", 8) if has_bias else None, stride, padding, dilation, groups))


ACTIVATIONS = (
    ("Relu()", F.relu), ("Relu6()", F.relu6), ("LeakyRelu()", F.leaky_relu), ("LeakyRelu(0.2)", lambda x: F.leaky_relu(x, float(numpy.float32(0.2)))),
    ("Sigmoid()", torch.sigmoid), ("HardSigmoid()", F.hardsigmoid), ("HardSwish()", F.hardswish), ("Silu()", F.silu), ("Gelu()", F.gelu),
    ('Gelu("tanh")', lambda x: F.gelu(x, approximate="tanh")), ("Tanh()", torch.tanh))


def activations():
    for name, function in ACTIVATIONS:
        for factor in (1, 8, 40):
            case((1, 3, 4, 5), f"(x0 * {factor}).{name}", lambda x: function(x * factor))
        case((1, 17, 1, 1), f"x0.Flatten().{name}", lambda x: function(x.flatten(1)))
    for parameters in (1, 5):
        case((1, 5, 3, 4), f'x0.PRelu("p", {parameters})', lambda x: F.prelu(x, slope("p.weight", parameters)))
    for shape in ((1, 5, 3, 4), (1, 19, 2, 2)):
        for dim in (1, 2, 3, -1):
            for factor in (1, 30):
                case(shape, f"(x0 * {factor}).Softmax({dim})", lambda x: F.softmax(x * factor, dim))
    for features in (1, 2, 10, 37):
        case((2, features, 1, 1), "x0.Flatten().Softmax()", lambda x: F.softmax(x.flatten(1), 1))


def pooling():
    for size in ((5, 5), (6, 7), (9, 8), (4, 11)):
        for kernel, stride, padding, ceil in (
                (2, 2, 0, False), (2, 2, 0, True), (3, 2, 1, False), (3, 2, 1, True), (3, 2, 0, True), (3, 1, 1, False), (3, 3, 1, True), (4, 3, 2, True),
                ((2, 3), (1, 2), (1, 0), True), ((3, 1), (2, 3), (0, 0), False), (2, 3, 1, True), ((1, 4), (1, 3), (0, 2), True)):
            arguments = f"{text(kernel)}, {text(stride)}, {text(padding)}"
            case((1, 2, *size), f"x0.MaxPool2d({arguments}, ceilMode: {text(ceil)})", lambda x: F.max_pool2d(x, kernel, stride, padding, ceil_mode=ceil))
            for include in (True, False):
                case((1, 2, *size), f"x0.AvgPool2d({arguments}, {text(ceil)}, {text(include)})",
                     lambda x: F.avg_pool2d(x, kernel, stride, padding, ceil_mode=ceil, count_include_pad=include))
    for dilation in (2, 3, (1, 2), (2, 1)):
        for ceil in (False, True):
            case((1, 18, 8, 9), f"x0.MaxPool2d(2, 3, 1, {text(dilation)}, {text(ceil)})", lambda x: F.max_pool2d(x, 2, 3, 1, dilation, ceil))
    for padding in ((0, 0, 1, 1), (1, 0, 0, 1), (0, 1, 1, 0)):
        case((1, 3, 7, 6), f"x0.MaxPool2d(3, 2, {text(padding)})", lambda x: F.max_pool2d(padded(x, padding, -math.inf), 3, 2))
        case((1, 3, 7, 6), f"x0.AvgPool2d(3, 2, {text(padding)})", lambda x: F.avg_pool2d(padded(x, padding), 3, 2))
    for size in (5, 6, 7):
        for stride in (1, 2, 3):
            case((1, 2, size, size), f"x0.MaxPool2d(3, {stride}, Padding.Same)", lambda x: F.max_pool2d(padded(x, same(x, 3, stride, 1), -math.inf), 3, stride))
    for size in ((7, 5), (8, 8), (3, 10), (1, 1), (13, 2)):
        for output in (1, 2, 3, 5, (1, 4), (7, 2)):
            case((1, 2, *size), f"x0.AdaptiveAvgPool2d({text(output)})", lambda x: F.adaptive_avg_pool2d(x, output))
    case((2, 19, 3, 4), "x0.AdaptiveAvgPool2d(1)", lambda x: F.adaptive_avg_pool2d(x, 1))


def resizing():
    for size in ((3, 4), (5, 2), (1, 1), (4, 7)):
        for output in (1, 3, (6, 8), (2, 5), (7, 3), (9, 10)):
            height_width = output if isinstance(output, tuple) else (output, output)
            case((1, 2, *size), f"x0.Interpolate({text(output)})", lambda x: F.interpolate(x, height_width))
            for align in (False, True):
                case((1, 2, *size), f"x0.Interpolate({text(output)}, InterpolationMode.Bilinear, {text(align)})",
                     lambda x: F.interpolate(x, height_width, mode="bilinear", align_corners=align))


def norms():
    for channels in (1, 3, 16, 19):
        for eps in (1e-5, 1e-3):
            case((1, channels, 2, 3), f'x0.BatchNorm2d("n", {eps})', lambda x: F.batch_norm(
                x, bias("n.running_mean", channels), variance("n.running_var", channels), scale("n.weight", [channels]), bias("n.bias", channels), eps=eps))
        case((1, channels, 3, 2), 'x0.LayerNorm2d("n")', lambda x: F.layer_norm(
            x.permute(0, 2, 3, 1), [channels], scale("n.weight", [channels]), bias("n.bias", channels), 1e-6).permute(0, 3, 1, 2))
        case((1, channels, 2, 2), 'x0.LayerScale("n")', lambda x: x * scale("n", [channels, 1, 1]))
    for shape, normalized in (((1, 3, 4, 5), [5]), ((1, 3, 4, 5), [4, 5]), ((1, 3, 4, 5), [3, 4, 5]), ((2, 2, 3, 17), [17]), ((2, 18, 1, 2), [18, 1, 2])):
        def layer_norm(x):
            return F.layer_norm(x, normalized, scale("n.weight", normalized), tensor(numpy.float32(0.1) * uniform("n.bias", normalized)), 1e-5)
        case(shape, f'x0.LayerNorm("n", {text(normalized)})', layer_norm)
    for channels in (1, 4, 7, 18):
        for size in (1, 2, 3, 5):
            case((1, channels, 2, 2), f"x0.LocalResponseNorm({size}, 0.1, 0.75, 2)", lambda x: F.local_response_norm(x, size, float(numpy.float32(0.1)), 0.75, 2.0))


def dense():
    for features, outputs in ((1, 1), (3, 5), (16, 16), (17, 33), (100, 10), (257, 3)):
        for has_bias in (True, False):
            case((2, features, 1, 1), f'x0.Flatten().Linear("l", {outputs}, {text(has_bias)})',
                 lambda x: F.linear(x.flatten(1), weight("l.weight", [outputs, features]), bias("l.bias", outputs) if has_bias else None))
    case((1, 5, 7, 1), 'x0.Flatten(2).Transpose(1, 2).Linear("l", 3)', lambda x: F.linear(x.flatten(2).transpose(1, 2), weight("l.weight", [3, 5]), bias("l.bias", 3)))
    case((1, 3, 2, 5), 'x0.Linear("l", 4, dim: 3)', lambda x: F.linear(x, weight("l.weight", [4, 5]), bias("l.bias", 4)))
    case((1, 3, 2, 5), 'x0.Linear("l", 4, dim: 1)', lambda x: F.linear(x.permute(0, 2, 3, 1), weight("l.weight", [4, 3]), bias("l.bias", 4)).permute(0, 3, 1, 2))
    for rows, inner, columns in ((1, 1, 1), (2, 3, 4), (5, 17, 3), (7, 16, 19), (3, 33, 2)):
        case([(1, 1, rows, inner), (1, 1, inner, columns)], "x0.MatMul(x1)", torch.matmul)
        case([(1, 3, rows, inner), (1, 3, inner, columns)], "x0.MatMul(x1)", torch.matmul)
        case([(2, 1, rows, inner), (2, 1, inner, columns)], f"x0.Reshape(2, {rows}, {inner}).MatMul(x1.Reshape(2, {inner}, {columns}))", lambda a, b: torch.matmul(a, b).squeeze(1))


def arithmetic():
    operations = (("+", torch.add), ("-", torch.sub), ("*", torch.mul))
    shapes = ((1, 5, 3, 4), (1, 5, 1, 1), (1, 1, 3, 4), (1, 1, 1, 1), (1, 5, 3, 1), (1, 5, 1, 4))
    for left in shapes:
        for right in shapes:
            if left == shapes[0] or right == shapes[0]:
                symbol, operation = operations[len(cases) % 3]
                case([left, right], f"x0 {symbol} x1", operation)
    case([(1, 5, 3, 4), (1, 5, 3, 4)], "x0 / (x1 + 2)", lambda a, b: a / (b + 2))
    case([(1, 5, 3, 4), (1, 5, 1, 1)], "x0 / (x1 + 2)", lambda a, b: a / (b + 2))
    case((1, 3, 2, 2), "2 - x0 * 3", lambda x: 2 - x * 3)
    case((1, 3, 2, 2), "-x0 / 4 + 0.5", lambda x: -x / 4 + 0.5)


def reductions():
    for dims in ([1], [2], [3], [1, 2], [2, 3], [1, 3], [1, 2, 3]):
        for name, function in (("Mean", torch.mean), ("Sum", torch.sum), ("Amax", torch.amax)):
            case((1, 5, 3, 4), f"x0.{name}({text(dims)}, true)", lambda x: function(x, dims, True))
            if len(dims) < 3:
                case((2, 18, 2, 3), f"x0.{name}({text(dims)})", lambda x: function(x, dims))


def moving():
    def shuffle(x, groups):
        n, c, h, w = x.shape
        return x.reshape(n, groups, c // groups, h, w).transpose(1, 2).reshape(n, c, h, w)
    for channels, groups in ((6, 2), (6, 3), (20, 4), (18, 9), (34, 2), (7, 7), (7, 1)):
        case((1, channels, 2, 2), f"x0.ChannelShuffle({groups})", lambda x: shuffle(x, groups))
    for order in ([0, 2, 3, 1], [0, 3, 1, 2], [0, 1, 3, 2], [0, 2, 1, 3], [0, 3, 2, 1]):
        case((1, 5, 3, 4), f"x0.Permute({', '.join(map(str, order))})", lambda x: x.permute(order))
        case((2, 18, 2, 3), f"x0.Permute({', '.join(map(str, order))})", lambda x: x.permute(order))
    for shape in ((1, 12, 5), (1, 4, 3, 5), (1, 60), (1, 2, 6, 5), (1, 5, 12, 1)):
        case((1, 5, 3, 4), f"x0.Reshape({', '.join(map(str, shape))})", lambda x: x.reshape(shape))
    case((1, 3, 2, 2), "x0.Dropout(0.3)", lambda x: F.dropout(x, 0.3, training=False))
    for start in (1, 2, 3):
        case((2, 3, 2, 4), f"x0.Flatten({start})", lambda x: x.flatten(start))
    for padding in (1, (0, 1), (0, 2, 1, 0), (2, 0, 0, 3)):
        for value in (0, 1.5):
            case((1, 3, 2, 3), f"x0.Pad({text(padding)}, {value})", lambda x: padded(x, padding, value))
    for dim, start, length in ((1, 0, 3), (1, 15, 3), (1, 16, 2), (1, 5, 1), (2, 1, 2), (3, 0, 1)):
        case((1, 18, 3, 2), f"x0.Narrow({dim}, {start}, {length})", lambda x: x.narrow(dim, start, length))
    for dim in (1, 2, 3):
        case((1, 7, 5, 4), f"Tensor.Concat(x0.Split(3, {dim}).Reverse(), {dim})", lambda x: torch.cat(x.split(3, dim)[::-1], dim))
        case((1, 7, 5, 4), f"Tensor.Concat(x0.Chunk(3, {dim}).Reverse(), {dim})", lambda x: torch.cat(x.chunk(3, dim)[::-1], dim))
        case([(1, 5, 3, 2), (1, 5, 3, 2)], f"Tensor.Concat([x0, x1], {dim})", lambda a, b: torch.cat([a, b], dim))
    case([(1, 5, 3, 2), (1, 26, 3, 2)], "Tensor.Concat(x1, x0, x1)", lambda a, b: torch.cat([b, a, b], 1))


for family in (convolutions, activations, pooling, resizing, norms, dense, arithmetic, reductions, moving):
    family()

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.json"), "w") as file:
    file.write('{"pytorch": "%s", "seed": %d, "cases": [\n' % (torch.__version__.split("+")[0], SEED))
    file.write(",\n".join(json.dumps(one, separators=(",", ":"), allow_nan=False) for one in cases))
    file.write("\n]}\n")
print(f"{len(cases)} cases, {sum(len(one['values']) for one in cases)} numbers")
