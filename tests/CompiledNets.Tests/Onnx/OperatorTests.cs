using CompiledNets.Testing;

namespace CompiledNets.Tests.Onnx;

public class OperatorTests
{
    [Theory]
    [InlineData(3, 1, 0, 1, 1, true)]
    [InlineData(3, 2, 1, 1, 1, false)]
    [InlineData(1, 1, 0, 1, 3, true)]
    [InlineData(3, 1, 2, 2, 1, true)]
    [InlineData(3, 2, 1, 1, 6, false)]
    [InlineData(5, 3, 2, 1, 2, true)]
    [InlineData(2, 2, 0, 3, 2, false)]
    public void Conv2d(int kernel, int stride, int padding, int dilation, int groups, bool bias) =>
        OnnxCase.AssertSame(x => x.Conv2d("conv", 12, kernel, stride, padding, dilation, groups, bias), 2, 6, 9, 11);

    [Theory]
    [InlineData(1, 0, 2, 1, 3)]
    [InlineData(2, 0, 1, 1, 2)]
    [InlineData(1, 3, 0, 0, 0)]
    public void Conv2d_WithUnlikeSides(int stride, int top, int left, int bottom, int right)
    {
        OnnxCase.AssertSame(x => x.Conv2d("conv", 5, (3, 2), stride, (top, left, bottom, right)), 1, 3, 8, 7);
        OnnxCase.AssertSame(x => x.Conv2d("conv", 5, (2, 3), (stride, 3), Padding.Same, (1, 2)), 1, 3, 8, 7);
    }

    [Theory]
    [InlineData(3, 1, 1, 1, 1, true)]
    [InlineData(4, 2, 0, 1, 3, false)]
    [InlineData(3, 3, 2, 2, 6, true)]
    public void Conv1d(int kernel, int stride, int padding, int dilation, int groups, bool bias) =>
        OnnxCase.AssertSame(x => x.Conv1d("conv", 12, kernel, stride, padding, dilation, groups, bias), 2, 6, 11);

    [Fact]
    public void PartsOfAStoredLayer()
    {
        var (first, rest) = (ParameterPart.Outputs(0, 12), ParameterPart.Outputs(4, 12));
        OnnxCase.AssertSame(
            x => Tensor.Concat(
                x.Conv2d("conv", 4, 3, part: first).BatchNorm2d("norm", part: first),
                x.Conv2d("conv", 8, 3, part: rest).BatchNorm2d("norm", part: rest)),
            2, 6, 9, 11);
        OnnxCase.AssertSame(x => x[.., 2..].Conv2d("conv", 4, 1, bias: false, part: ParameterPart.Inputs(2, 6)), 2, 6, 5, 3);
    }

    [Theory]
    [InlineData(1e-5)]
    [InlineData(1e-3)]
    [InlineData(0.5)]
    public void BatchNorm2d(double eps)
    {
        OnnxCase.AssertSame(x => x.BatchNorm2d("norm", eps), 2, 7, 5, 3);
        OnnxCase.AssertSame(x => x.BatchNorm2d("norm", eps), 3, 7);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Linear(bool bias) => OnnxCase.AssertSame(x => x.Linear("fc", 10, bias), 3, 17);

    public static TheoryData<string> Activations => [.. Functions.Keys];

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["relu"] = x => x.Relu(),
        ["relu6"] = x => x.Relu6(),
        ["leaky relu"] = x => x.LeakyRelu(),
        ["leaky relu of another slope"] = x => x.LeakyRelu(0.3),
        ["sigmoid"] = x => x.Sigmoid(),
        ["hard sigmoid"] = x => x.HardSigmoid(),
        ["hard swish"] = x => x.HardSwish(),
        ["silu"] = x => x.Silu(),
        ["gelu"] = x => x.Gelu(),
        ["gelu by tanh"] = x => x.Gelu("tanh"),
        ["tanh"] = x => x.Tanh(),
    };

    [Theory]
    [MemberData(nameof(Activations))]
    public void Activation_OnBothSidesOfItsKinks(string name)
    {
        OnnxCase.AssertSame(x => Functions[name](x * 10), 2, 3, 5, 7);
        OnnxCase.AssertSame(x => Functions[name](x), 4, 9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(-1)]
    public void Softmax(int dimension) => OnnxCase.AssertSame(x => (x * 5).Softmax(dimension), 2, 6, 5, 7);

    [Theory]
    [InlineData(3, 2, 1, 1, false)]
    [InlineData(3, 2, 0, 1, true)]
    [InlineData(2, 2, 1, 1, true)]
    [InlineData(2, 2, 1, 2, false)]
    [InlineData(3, 1, 1, 2, false)]
    [InlineData(2, 3, 1, 3, true)]
    [InlineData(3, 4, 0, 2, true)]
    [InlineData(5, 3, 2, 1, true)]
    [InlineData(2, 5, 0, 1, true)]
    [InlineData(2, 5, 0, 1, false)]
    public void MaxPool2d(int kernel, int stride, int padding, int dilation, bool ceilMode)
    {
        for (var size = 6; size < 12; size++)
            OnnxCase.AssertSame(x => x.MaxPool2d(kernel, stride, padding, dilation, ceilMode) + -10, 2, 3, size, size + 2);
    }

    [Theory]
    [InlineData(2, 3, 0)]
    [InlineData(3, 2, 1)]
    [InlineData(3, 3, 1)]
    [InlineData(2, 2, 1)]
    [InlineData(4, 3, 2)]
    [InlineData(5, 3, 2)]
    [InlineData(2, 5, 0)]
    public void AvgPool2d(int kernel, int stride, int padding)
    {
        foreach (var (ceilMode, countIncludePad) in new[] { (false, false), (false, true), (true, false), (true, true) })
            for (var size = 6; size < 12; size++)
                OnnxCase.AssertSame(x => x.AvgPool2d(kernel, stride, padding, ceilMode, countIncludePad), 2, 3, size, size + 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pools_WithUnlikeSides(bool ceilMode)
    {
        OnnxCase.AssertSame(x => x.AvgPool2d((2, 3), (2, 3), (0, 1, 1, 0), ceilMode), 1, 2, 7, 9);
        OnnxCase.AssertSame(x => x.AvgPool2d((2, 3), (3, 2), (0, 1, 1, 0), ceilMode, countIncludePad: false), 1, 2, 7, 9);
        OnnxCase.AssertSame(x => x.AvgPool2d(2, 2, Padding.Same, ceilMode), 1, 2, 7, 9);
        OnnxCase.AssertSame(x => x.MaxPool2d((3, 2), (2, 3), (1, 0, 0, 1), (2, 1), ceilMode), 1, 2, 7, 9);
        OnnxCase.AssertSame(x => x.MaxPool2d(3, 2, Padding.Same, ceilMode: ceilMode), 1, 2, 7, 9);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(6, 8)]
    [InlineData(1, 4)]
    [InlineData(4, 3)]
    [InlineData(7, 5)]
    [InlineData(9, 11)]
    public void AdaptiveAvgPool2d(int height, int width) => OnnxCase.AssertSame(x => x.AdaptiveAvgPool2d((height, width)), 2, 3, 6, 8);

    [Fact]
    public void Concat()
    {
        OnnxCase.AssertSame(x => Tensor.Concat(x, x.Conv2d("conv", 5, 1), x), 2, 3, 4, 5);
        OnnxCase.AssertSame(x => Tensor.Concat([x, x.Relu()], dim: -2), 2, 3, 4, 5);
        OnnxCase.AssertSame(x => Tensor.Concat(x, x.Relu()), 2, 3);
    }

    [Theory]
    [InlineData(1, 0, 2)]
    [InlineData(1, 3, 3)]
    [InlineData(2, 1, 2)]
    [InlineData(-1, 4, 1)]
    public void Narrow(int dimension, int start, int length) => OnnxCase.AssertSame(x => x.Narrow(dimension, start, length), 2, 6, 4, 5);

    [Fact]
    public void AddAndMultiply_Broadcast()
    {
        OnnxCase.AssertSame(x => x + x.Conv2d("conv", 1, 1), 2, 3, 4, 5);
        OnnxCase.AssertSame(x => x * x.AdaptiveAvgPool2d(1).Sigmoid(), 2, 3, 4, 5);
        OnnxCase.AssertSame(x => x.AdaptiveAvgPool2d((4, 1)) * x.AdaptiveAvgPool2d((1, 5)) + x, 2, 3, 4, 5);
    }

    [Fact]
    public void SubtractAndDivide_Broadcast()
    {
        OnnxCase.AssertSame(x => x - x.Conv2d("conv", 1, 1), 2, 3, 4, 5);
        OnnxCase.AssertSame(x => x / (x.AdaptiveAvgPool2d(1).Sigmoid() + 1), 2, 3, 4, 5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Linear_OverTheChannelsOfAnImage(bool bias) => OnnxCase.AssertSame(x => x.Linear("fc", 7, bias, dim: 1), 2, 5, 3, 4);

    [Fact]
    public void LayerNorm()
    {
        OnnxCase.AssertSame(x => x.LayerNorm("norm", [5]), 2, 3, 4, 5);
        OnnxCase.AssertSame(x => x.LayerNorm("norm", [3, 4, 5], eps: 0.1), 2, 3, 4, 5);
        OnnxCase.AssertSame(x => x.LayerNorm("norm", [9]), 2, 9);
        OnnxCase.AssertSame(x => x.LayerNorm2d("norm"), 2, 6, 4, 5);
    }

    [Fact]
    public void LayerScale() => OnnxCase.AssertSame(x => x.LayerScale("gamma"), 2, 6, 4, 5);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(2)]
    public void LocalResponseNorm(int size)
    {
        OnnxCase.AssertSame(x => x.LocalResponseNorm(size), 2, 6, 4, 5);
        OnnxCase.AssertSame(x => (x * 3).LocalResponseNorm(size, alpha: 0.7, beta: 0.5, k: 2), 2, 6, 4, 5);
    }

    [Fact]
    public void MatMul()
    {
        OnnxCase.AssertSame(x => x.MatMul(x.Transpose(2, 3)), 2, 3, 4, 5);
        OnnxCase.AssertSame(x => x.Flatten(2).MatMul(x.Flatten(2).Transpose(1, 2)).Softmax(-1), 2, 3, 4, 5);
    }

    [Fact]
    public void PRelu()
    {
        OnnxCase.AssertSame(x => x.PRelu("prelu"), 2, 6, 4, 5);
        OnnxCase.AssertSame(x => x.PRelu("prelu", 1), 2, 6, 4, 5);
        OnnxCase.AssertSame(x => x.PRelu("prelu"), 2, 6);
    }

    [Fact]
    public void PermuteAndReshape()
    {
        OnnxCase.AssertSame(x => x.Permute(0, 2, 3, 1), 2, 3, 4, 5);
        OnnxCase.AssertSame(x => x.Transpose(1, -1).Reshape(2, -1, 6), 2, 3, 4, 5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2, 3)]
    [InlineData(-1)]
    [InlineData(1, 3)]
    public void Reduce(params int[] dimensions)
    {
        foreach (var keep in new[] { true, false })
        {
            OnnxCase.AssertSame(x => x.Mean(dimensions, keep), 2, 3, 4, 5);
            OnnxCase.AssertSame(x => x.Sum(dimensions, keep), 2, 3, 4, 5);
            OnnxCase.AssertSame(x => x.Amax(dimensions, keep), 2, 3, 4, 5);
        }
    }

    [Theory]
    [InlineData(8, 10)]
    [InlineData(12, 5)]
    [InlineData(7, 9)]
    [InlineData(3, 2)]
    [InlineData(1, 1)]
    [InlineData(1, 13)]
    public void Interpolate(int height, int width)
    {
        OnnxCase.AssertSame(x => x.Interpolate((height, width)), 2, 3, 4, 5);
        OnnxCase.AssertSame(x => x.Interpolate((height, width), InterpolationMode.Bilinear), 2, 3, 4, 5);
        OnnxCase.AssertSame(x => x.Interpolate((height, width), InterpolationMode.Bilinear, alignCorners: true), 2, 3, 4, 5);
    }

    [Fact]
    public void Scale()
    {
        OnnxCase.AssertSame(x => x * 2 + 3, 2, 3, 4, 5);
        OnnxCase.AssertSame(x => x / 7, 2, 3);
        OnnxCase.AssertSame(x => x - 0.5, 2, 3);
        OnnxCase.AssertSame(x => x * 1 + 0, 2, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(-1)]
    public void Flatten(int startDimension) => OnnxCase.AssertSame(x => x.Relu().Flatten(startDimension), 2, 3, 4, 5);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(12)]
    public void ChannelShuffle(int groups)
    {
        OnnxCase.AssertSame(x => x.ChannelShuffle(groups), 2, 12, 3, 5);
        OnnxCase.AssertSame(x => x.ChannelShuffle(groups), 2, 12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1.5)]
    public void Pad(double value) => OnnxCase.AssertSame(x => x.Pad((1, 0, 2, 3), value), 2, 3, 4, 5);

    [Fact]
    public void Dropout_LeavesNoNode()
    {
        OnnxCase.AssertSame(x => x.Relu().Dropout().Flatten().Dropout(), 2, 3, 4, 5);
        OnnxCase.AssertSame(x => x.Dropout(), 2, 3);
    }
}
