using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Passes;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Planning;

internal sealed partial class Lowering
{
    private View LowerMaxPool(Node node, MaxPool2d pool, Fused fused) =>
        DraftWindow(node, InputOf(node), fused, pool.KernelSize, pool.Stride, pool.Dilation, pool.Padding, $"MaxPool{pool.KernelSize.Height}x{pool.KernelSize.Width}",
            (shape, _) => (new MaxPoolKernel(shape), null));

    private View LowerAvgPool(Node node, AvgPool2d pool, Fused fused) =>
        DraftWindow(node, InputOf(node), fused, pool.KernelSize, pool.Stride, 1, pool.Padding, $"AvgPool{pool.KernelSize.Height}x{pool.KernelSize.Width}",
            (shape, _) => (new AvgPoolKernel(shape, pool.CountIncludePad), null));

    // The output has the channels of the input in the same lanes.
    private View DraftWindow(
        Node node, View input, Fused fused, Size2 taps, Size2 stride, Size2 dilation, Padding padding, string operation,
        Func<WindowShape, PlanBuilder, (WindowKernel Kernel, string? Weights)> make)
    {
        var (_, height, width) = Extents(node.Shape);
        var target = NewBuffer(input.Blocks.Count, height, width);
        var output = View.Of(target, input);
        var operands = EpilogueOperands(node, fused, output);
        Add(node, operation, input.Buffers.Concat(operands.Buffers), [target], builder =>
        {
            var (from, to) = (Placement.Of(input), Placement.Of(output));
            var epilogue = operands.Place(builder, false, target.Width, out _);
            var shape = new WindowShape(
                input.Height, input.Width, target.Height, target.Width, taps, stride, dilation, padding, target.Blocks, from.Layout, to.Layout, epilogue.Epilogue);
            var (kernel, weights) = make(shape, builder);
            return new Call(kernel, null,
                [.. from.Arguments(builder), .. weights is null ? (string[])[] : [weights], to.Pointer, .. epilogue.Arguments]);
        });
        return operands.Into(output);
    }

    private View LowerAdaptiveAvgPool(Node node, Fused fused)
    {
        var input = InputOf(node);
        var target = NewBuffer(input.Blocks.Count, node.Shape[2], node.Shape[3]);
        var output = View.Of(target, input);
        var operands = EpilogueOperands(node, fused, output);
        Add(node, "AdaptiveAvgPool", input.Buffers.Concat(operands.Buffers), [target], builder =>
        {
            var (from, to) = (Placement.Of(input), Placement.Of(output));
            var epilogue = operands.Place(builder, false, target.Width, out _);
            var kernel = new AdaptiveAvgPoolKernel(
                input.Height, input.Width, target.Height, target.Width, target.Blocks, from.Layout, to.Layout, epilogue.Epilogue);
            return new Call(kernel, null, [.. from.Arguments(builder), to.Pointer, .. epilogue.Arguments]);
        });
        return operands.Into(output);
    }

    private View LowerInterpolate(Node node, Interpolate interpolate, Fused fused)
    {
        var input = InputOf(node);
        var target = NewBuffer(input.Blocks.Count, node.Shape[2], node.Shape[3]);
        var output = View.Of(target, input);
        var operands = EpilogueOperands(node, fused, output);
        Add(node, "Interpolate", input.Buffers.Concat(operands.Buffers), [target], builder =>
        {
            var (from, to) = (Placement.Of(input), Placement.Of(output));
            var epilogue = operands.Place(builder, false, target.Width, out _);
            var kernel = new InterpolateKernel(interpolate, input.Height, input.Width, target.Blocks, from.Layout, to.Layout, epilogue.Epilogue);
            return new Call(kernel, null, [.. from.Arguments(builder), to.Pointer, .. epilogue.Arguments]);
        });
        return operands.Into(output);
    }
}
