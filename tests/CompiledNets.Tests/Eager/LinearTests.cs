namespace CompiledNets.Tests;

public class LinearTests
{
    [Theory]
    [InlineData(true, new[] { 1.0 - 2 + 10, 0.5 + 1 + 20, 3 - 4 + 10, 1.5 + 2 + 20 })]
    [InlineData(false, new[] { 1.0 - 2, 0.5 + 1, 3 - 4, 1.5 + 2 })]
    public void EachOutput_IsADotProductWithARowOfTheWeights(bool bias, double[] expected)
    {
        var weights = new WeightDictionary().Add("fc.weight", new TensorShape(2, 2), 1, -1, 0.5f, 0.5f);
        if (bias) weights.Add("fc.bias", new TensorShape(2), 10, 20);
        var output = Eager.Run(x => x.Linear("fc", 2, bias), weights, new TensorShape(2, 2), [1, 2, 3, 4]);
        Assert.Equal(expected, output.ToArray());
    }

    [Fact]
    public void LongRows_AreSummedToTheirEnd()
    {
        var shape = new TensorShape(1, 37);
        var weights = new WeightDictionary().Add("fc.weight", shape, EagerCase.Counted(shape));
        var output = Eager.Run(x => x.Linear("fc", 1, bias: false), weights, shape, EagerCase.Counted(shape));
        Assert.Equal([Enumerable.Range(0, 37).Sum(i => (double)i * i)], output.ToArray());
    }

    [Theory]
    [InlineData(new[] { 1, 2, 2 }, -1)]
    [InlineData(new[] { 1, 1, 2, 2 }, 3)]
    public void Tokens_AreRowsOfABatch(int[] shape, int dim)
    {
        var weights = new WeightDictionary().Add("fc.weight", new TensorShape(3, 2), 1, -1, 0.5f, 0.5f, 2, 0).Add("fc.bias", new TensorShape(3), 10, 20, 30);
        var output = Eager.Run(x => x.Linear("fc", 3, dim: dim), weights, new TensorShape(shape), [1, 2, 3, 4]);
        Assert.Equal([1 - 2 + 10, 1.5 + 20, 2 + 30, 3 - 4 + 10, 3.5 + 20, 6 + 30], output.ToArray());
        Assert.Equal([.. shape[..^1], 3], output.Shape);
    }
}
