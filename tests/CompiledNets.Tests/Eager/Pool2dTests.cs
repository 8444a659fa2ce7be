namespace CompiledNets.Tests;

public class Pool2dTests
{
    private const float Inf = float.PositiveInfinity;

    // The outputs of torch.nn.MaxPool2d(3, 2, ceil_mode=True) over 0, 1, 2, ...
    [Theory]
    [InlineData(4, new double[] { 2, 3 })]
    [InlineData(5, new double[] { 2, 4 })]
    [InlineData(6, new double[] { 2, 4, 5 })]
    [InlineData(7, new double[] { 2, 4, 6 })]
    [InlineData(8, new double[] { 2, 4, 6, 7 })]
    [InlineData(9, new double[] { 2, 4, 6, 8 })]
    public void MaxPool_InCeilMode_HangsOverTheEnd(int size, double[] expected)
    {
        var row = EagerCase.Counted(new TensorShape(size));
        Assert.Equal(expected, EagerCase.RunRow(x => x.MaxPool2d((1, 3), (1, 2), ceilMode: true), row));
        Assert.Equal(expected, EagerCase.Run(x => x.MaxPool2d((3, 1), (2, 1), ceilMode: true), new TensorShape(1, 1, size, 1), row));
    }

    // The fourth window of 2 would start at 6, where 5 elements and one of padding end: PyTorch drops it.
    [Fact]
    public void CeilMode_DropsAWindowThatStartsBehindThePaddedImage()
    {
        Assert.Equal([1, 3, 5], EagerCase.RunRow(x => x.MaxPool2d((1, 2), (1, 2), (0, 1), ceilMode: true), 1, 2, 3, 4, 5));
        Assert.Equal([0.5, 2.5, 4.5], EagerCase.RunRow(x => x.AvgPool2d((1, 2), (1, 2), (0, 1), ceilMode: true), 1, 2, 3, 4, 5));
    }

    [Theory]
    [InlineData(3, 2, 1, 1, false)]
    [InlineData(3, 2, 0, 1, true)]
    [InlineData(2, 2, 1, 2, false)]
    [InlineData(3, 1, 1, 2, false)]
    [InlineData(5, 3, 2, 1, true)]
    public void MaxPool_IsTheLargestElementUnderTheWindow(int kernel, int stride, int padding, int dilation, bool ceilMode)
    {
        var shape = new TensorShape(2, 3, 9, 11);
        var input = EagerCase.Random("pool", shape);
        var output = Eager.Run(x => x.MaxPool2d(kernel, stride, padding, dilation, ceilMode), new WeightDictionary(), shape, input);

        // Infinite padding, also far behind the end, makes every window whole.
        var padded = Padded(input, shape, padding, kernel * dilation + stride, float.NegativeInfinity);
        var expected = Windows(output.Shape, kernel, stride, dilation, (plane, y, x) => padded[plane, y, x]).Select(window => window.Max());
        Assert.Equal(expected, output.ToArray());
    }

    [Fact]
    public void MaxPool_HandsNaNOn() =>
        Assert.Equal([double.NaN, 4], EagerCase.RunRow(x => x.MaxPool2d((1, 2)), 1, float.NaN, 3, 4));

    [Fact]
    public void MaxPool_PaddingNeverWins() =>
        Assert.Equal([-5, -Inf], EagerCase.RunRow(x => x.MaxPool2d((1, 2), (1, 2), (0, 1)), -5, -Inf));

    [Theory]
    [InlineData(false, true, new[] { 1.0, 3 })]
    [InlineData(true, true, new[] { 1.0, 3, 2 })]
    [InlineData(false, false, new[] { 1.5, 3 })]
    [InlineData(true, false, new[] { 1.5, 3, 4 })]
    public void AvgPool_CountsPaddingButNotWhatLiesBehindIt(bool ceilMode, bool countIncludePad, double[] expected)
    {
        Assert.Equal(expected, EagerCase.RunRow(x => x.AvgPool2d((1, 3), (1, 2), (0, 1), ceilMode, countIncludePad), 1, 2, 3, 4));
        var column = new TensorShape(1, 1, 4, 1);
        Assert.Equal(expected, EagerCase.Run(x => x.AvgPool2d((3, 1), (2, 1), (1, 0), ceilMode, countIncludePad), column, 1, 2, 3, 4));
    }

    [Theory]
    [InlineData(3, 2, 1)]
    [InlineData(2, 2, 0)]
    [InlineData(5, 1, 2)]
    public void AvgPool_IsTheMeanUnderTheWindow(int kernel, int stride, int padding)
    {
        var shape = new TensorShape(2, 3, 9, 11);
        var input = EagerCase.Random("pool", shape);
        var output = Eager.Run(x => x.AvgPool2d(kernel, stride, padding), new WeightDictionary(), shape, input);

        var padded = Padded(input, shape, padding, padding, 0);
        var expected = Windows(output.Shape, kernel, stride, 1, (plane, y, x) => padded[plane, y, x]).Select(window => window.Average());
        EagerCase.AssertClose(expected.ToArray(), output.ToArray());
    }

    [Theory]
    [InlineData(false, new[] { 1, 2.5 })]
    [InlineData(true, new[] { 0.5, 2.5 })]
    public void AvgPool_TakesAsymmetricPadding(bool countIncludePad, double[] expected) =>
        Assert.Equal(expected, EagerCase.RunRow(x => x.AvgPool2d((1, 2), (1, 2), (0, 1, 0, 0), countIncludePad: countIncludePad), 1, 2, 3));

    [Theory]
    [InlineData(7, 3, new double[] { 1, 3, 5 })]
    [InlineData(2, 3, new[] { 0, 0.5, 1 })]
    [InlineData(5, 5, new double[] { 0, 1, 2, 3, 4 })]
    [InlineData(5, 1, new double[] { 2 })]
    [InlineData(5, 2, new[] { 1.0, 3 })]
    public void AdaptiveAvgPool_DividesTheRowEvenly(int size, int outputs, double[] expected)
    {
        var row = EagerCase.Counted(new TensorShape(size));
        Assert.Equal(expected, EagerCase.RunRow(x => x.AdaptiveAvgPool2d((1, outputs)), row));
        Assert.Equal(expected, EagerCase.Run(x => x.AdaptiveAvgPool2d((outputs, 1)), new TensorShape(1, 1, size, 1), row));
    }

    private static float[,,] Padded(float[] input, TensorShape shape, int before, int after, float value)
    {
        var planes = shape[0] * shape[1];
        var padded = new float[planes, before + shape[2] + after, before + shape[3] + after];
        for (var plane = 0; plane < planes; plane++)
            for (var y = 0; y < padded.GetLength(1); y++)
                for (var x = 0; x < padded.GetLength(2); x++)
                    padded[plane, y, x] = y >= before && y < before + shape[2] && x >= before && x < before + shape[3]
                        ? input[(plane * shape[2] + y - before) * shape[3] + x - before]
                        : value;
        return padded;
    }

    private static IEnumerable<double[]> Windows(TensorShape output, int kernel, int stride, int dilation, Func<int, int, int, float> at) =>
        from plane in Enumerable.Range(0, output[0] * output[1])
        from y in Enumerable.Range(0, output[2])
        from x in Enumerable.Range(0, output[3])
        select (from ky in Enumerable.Range(0, kernel)
                from kx in Enumerable.Range(0, kernel)
                select (double)at(plane, y * stride + ky * dilation, x * stride + kx * dilation)).ToArray();
}
