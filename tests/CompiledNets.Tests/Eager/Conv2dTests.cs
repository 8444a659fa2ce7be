namespace CompiledNets.Tests;

public class Conv2dTests
{
    public static TheoryData<TensorShape, int, Size2, Size2, Padding, Size2, int, bool> Cases => new()
    {
        { new(1, 1, 5, 5), 1, 3, 1, 0, 1, 1, false },
        { new(2, 3, 7, 9), 4, 3, 2, 1, 1, 1, true },
        { new(1, 4, 6, 6), 8, 1, 1, 0, 1, 1, true },
        { new(1, 4, 7, 7), 8, 1, 2, 0, 1, 2, false },
        { new(2, 6, 8, 5), 6, 3, 1, 1, 1, 6, true },
        { new(1, 6, 8, 8), 12, 3, 2, 1, 1, 6, false },
        { new(1, 6, 9, 9), 9, 3, 1, 2, 2, 3, true },
        { new(1, 2, 9, 9), 3, (1, 5), (1, 2), (0, 2), 1, 1, true },
        { new(1, 2, 9, 8), 3, (5, 1), (2, 1), (2, 0), (1, 3), 1, false },
        { new(1, 3, 6, 7), 2, 3, 2, (0, 0, 1, 1), 1, 1, true },
        { new(1, 3, 6, 7), 2, 3, 1, (2, 1, 0, 3), (1, 2), 1, true },
        { new(1, 1, 2, 2), 2, 7, 1, 3, 1, 1, true },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Output_IsThatOfTheDirectFormula(
        TensorShape shape, int outChannels, Size2 kernel, Size2 stride, Padding padding, Size2 dilation, int groups, bool bias)
    {
        var weightShape = new TensorShape(outChannels, shape[1] / groups, kernel.Height, kernel.Width);
        var (input, weight) = (EagerCase.Random("x", shape), EagerCase.Random("w", weightShape));
        var biases = EagerCase.Random("b", new TensorShape(outChannels));
        var weights = new WeightDictionary().Add("conv.weight", weightShape, weight);
        if (bias) weights.Add("conv.bias", new TensorShape(outChannels), biases);

        var output = Eager.Run(
            x => x.Conv2d("conv", outChannels, kernel, stride, padding, dilation, groups, bias), weights, shape, input);

        var padded = ZeroPadded(input, shape, padding);
        var expected = Direct(padded, weight, bias ? biases : null, output.Shape, kernel, stride, dilation, groups);
        EagerCase.AssertClose(expected, output.ToArray());
    }

    // TensorFlow's SAME at stride 2 and even size: nothing before, one row and column after.
    [Fact]
    public void SamePadding_PutsTheOddRowBehind()
    {
        var weights = new WeightDictionary().Add("conv.weight", new TensorShape(1, 1, 1, 3), 1, 10, 100);
        var output = Eager.Run(
            x => x.Conv2d("conv", 1, (1, 3), (1, 2), Padding.Same, bias: false), weights, new TensorShape(1, 1, 1, 4), [1, 2, 3, 4]);
        Assert.Equal([321, 43], output.ToArray());
    }

    [Fact]
    public void NaN_ReachesExactlyTheOutputsThatSeeIt()
    {
        var weights = new WeightDictionary().Add("conv.weight", new TensorShape(1, 1, 1, 3), 1, 1, 1);
        var output = Eager.Run(
            x => x.Conv2d("conv", 1, (1, 3), padding: (0, 1), bias: false), weights, new TensorShape(1, 1, 1, 5),
            [float.NaN, 1, 1, 1, float.PositiveInfinity]);
        Assert.Equal([double.NaN, double.NaN, 3, double.PositiveInfinity, double.PositiveInfinity], output.ToArray());
    }

    private static double[,,,] ZeroPadded(float[] input, TensorShape shape, Padding padding)
    {
        var padded = new double[shape[0], shape[1], padding.Top + shape[2] + padding.Bottom, padding.Left + shape[3] + padding.Right];
        var i = 0;
        for (var n = 0; n < shape[0]; n++)
            for (var c = 0; c < shape[1]; c++)
                for (var y = 0; y < shape[2]; y++)
                    for (var x = 0; x < shape[3]; x++)
                        padded[n, c, padding.Top + y, padding.Left + x] = input[i++];
        return padded;
    }

    private static double[] Direct(
        double[,,,] input, float[] weight, float[]? bias, TensorShape output, Size2 kernel, Size2 stride, Size2 dilation, int groups)
    {
        var (inPerGroup, outPerGroup) = (input.GetLength(1) / groups, output[1] / groups);
        var result = new List<double>();
        for (var n = 0; n < output[0]; n++)
            for (var o = 0; o < output[1]; o++)
                for (var y = 0; y < output[2]; y++)
                    for (var x = 0; x < output[3]; x++)
                    {
                        double sum = bias?[o] ?? 0;
                        for (var c = 0; c < inPerGroup; c++)
                            for (var ky = 0; ky < kernel.Height; ky++)
                                for (var kx = 0; kx < kernel.Width; kx++)
                                {
                                    var (row, column) = (y * stride.Height + ky * dilation.Height, x * stride.Width + kx * dilation.Width);
                                    var tap = ((o * inPerGroup + c) * kernel.Height + ky) * kernel.Width + kx;
                                    sum += (double)weight[tap] * input[n, o / outPerGroup * inPerGroup + c, row, column];
                                }
                        result.Add(sum);
                    }
        return [.. result];
    }

    [Fact]
    public void Conv1d_SlidesAlongTheLine()
    {
        var weights = new WeightDictionary().Add("c.weight", new TensorShape(1, 2, 2), 1, 2, 10, 20).Add("c.bias", new TensorShape(1), 0.5f);
        var output = Eager.Run(x => x.Conv1d("c", 1, 2, stride: 2, padding: 1), weights, new TensorShape(1, 2, 3), [1, 2, 3, 4, 5, 6]);
        Assert.Equal(new TensorShape(1, 1, 2), output.Shape);
        Assert.Equal([0.5 + 2 * 1 + 20 * 4, 0.5 + 2 + 2 * 3 + 10 * 5 + 20 * 6], output.ToArray());
    }
}
