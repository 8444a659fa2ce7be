namespace CompiledNets.Tests;

public class ArithmeticTests
{
    [Fact]
    public void Add_OfEqualShapes_AddsElementByElement() => Assert.Equal([2, 4, -6], EagerCase.RunRow(x => x + x, 1, 2, -3));

    [Fact]
    public void Multiply_OfAChannelFactor_Broadcasts()
    {
        var result = Eager.Run(
            x => x[0] * x[1],
            new WeightDictionary(),
            [("x", new TensorShape(2, 2, 1, 2), [1, 2, 3, 4, 5, 6, 7, 8]),
             ("factor", new TensorShape(2, 2, 1, 1), [10, 100, 1000, 10_000])]);
        Assert.Equal([10, 20, 300, 400, 5000, 6000, 70_000, 80_000], result.ToArray());
    }

    // Column + row: each operand broadcasts along the other's dimension; the shorter shape is filled from the front.
    [Fact]
    public void Add_BroadcastsBothOperandsAndRanks()
    {
        var result = Eager.Run(
            x => x[0] + x[1],
            new WeightDictionary(),
            [("column", new TensorShape(1, 1, 2, 1), [10, 20]), ("row", new TensorShape(1, 3), [1, 2, 3])]);
        Assert.Equal(new TensorShape(1, 1, 2, 3), result.Shape);
        Assert.Equal([11, 12, 13, 21, 22, 23], result.ToArray());
    }

    [Theory]
    [InlineData(new[] { 2, 3 }, "dimensions")]
    [InlineData(new[] { 1, 1, 3, 3 }, "do not broadcast")]
    public void Add_RefusesShapesThatDoNotFit(int[] shape, string reason)
    {
        var exception = Assert.Throws<ShapeException>(() => Graph.Trace(
            x => [("sum", x[0] + x[1])], ("left", new TensorShape(1, 1, 2, 3)), ("right", new TensorShape(shape))));
        Assert.Contains(reason, exception.Message);
    }

    [Fact]
    public void Numbers_ScaleAndShift()
    {
        Assert.Equal([3.5, 1.5], EagerCase.RunRow(x => 0.5 * x + 3, 1, -3));
        Assert.Equal([0, -2], EagerCase.RunRow(x => (x - 1) / 2, 1, -3));
        Assert.Equal([6, -2], EagerCase.RunRow(x => 4 + x * 2, 1, -3));
    }

    [Fact]
    public void InfinityTimesZero_IsNaN() => Assert.Equal([double.NaN], EagerCase.RunRow(x => x * 0, float.PositiveInfinity));

    [Fact]
    public void Differences_AndQuotients_KeepTheirOrder()
    {
        Assert.Equal([1, 2, 8, 9], EagerCase.Run(x => x - x[.., .., ..1, ..1] * 0, new TensorShape(1, 1, 2, 2), 1, 2, 8, 9));
        Assert.Equal([-1, 0, 6, 7], EagerCase.Run(x => x - x[.., .., ..1, 1..], new TensorShape(1, 1, 2, 2), 1, 2, 8, 9));
        Assert.Equal([8, 4, 1, 0.5], EagerCase.Run(x => x[.., .., 1.., ..1] / x, new TensorShape(1, 1, 2, 2), 1, 2, 8, 16));
        Assert.Equal([9, -1], EagerCase.RunRow(x => Tensor.Concat([1 - x[.., .., .., ..1], -x[.., .., .., 1..]], 3), -8, 1));
    }
}
