namespace CompiledNets.Tests;

public class SoftmaxTests
{
    private const float Inf = float.PositiveInfinity;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-1)]
    public void EveryLine_AlongTheDimension_HasTheSharesOfItsExponentials(int dim)
    {
        var shape = new TensorShape(2, 3, 4, 5);
        var input = EagerCase.Random("softmax", shape);
        var output = EagerCase.Run(x => x.Softmax(dim), shape, input);

        var expected = new double[shape.ElementCount];
        var axis = dim < 0 ? dim + 4 : dim;
        for (var i = 0; i < expected.Length; i++)
        {
            var line = Enumerable.Range(0, expected.Length).Where(j => OnOneLine(i, j, axis, shape));
            expected[i] = Math.Exp(input[i]) / line.Sum(j => Math.Exp(input[j]));
        }
        EagerCase.AssertClose(expected, output);
    }

    [Fact]
    public void LargeNumbers_DoNotOverflow() =>
        Assert.Equal([0.5, 0.5], EagerCase.Run(x => x.Softmax(), new TensorShape(1, 2), 1e30f, 1e30f));

    [Fact]
    public void MinusInfinity_HasNoShare() =>
        Assert.Equal([0.5, 0, 0.5], EagerCase.Run(x => x.Softmax(), new TensorShape(1, 3), 7, -Inf, 7));

    [Theory]
    [InlineData(-Inf, -Inf)]
    [InlineData(Inf, 0)]
    [InlineData(float.NaN, 0)]
    public void LinesWithoutShares_AreNaN(float first, float second) =>
        Assert.Equal([double.NaN, double.NaN], EagerCase.Run(x => x.Softmax(), new TensorShape(1, 2), first, second));

    private static bool OnOneLine(int i, int j, int axis, TensorShape shape)
    {
        for (var dimension = shape.Rank - 1; dimension >= 0; dimension--)
        {
            if (dimension != axis && i % shape[dimension] != j % shape[dimension]) return false;
            (i, j) = (i / shape[dimension], j / shape[dimension]);
        }
        return true;
    }
}
