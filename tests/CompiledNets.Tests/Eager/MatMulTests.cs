namespace CompiledNets.Tests;

/// <summary>Products of matrices, and the reshapes and transpositions around them.</summary>
public class MatMulTests
{
    [Fact]
    public void Rank3_MultipliesTheMatricesOfEachImage()
    {
        // [1 2; 3 4] · [1; 1] and [5 6; 7 8] · [2; 3].
        var output = EagerCase.Run(
            x => x[.., .., ..2].MatMul(x[.., .., 2..]), new TensorShape(2, 2, 3), 1, 2, 1, 3, 4, 1, 5, 6, 2, 7, 8, 3);
        Assert.Equal([3, 7, 28, 38], output);
    }

    [Fact]
    public void Rank4_MultipliesTheMatricesOfEachChannel()
    {
        var output = EagerCase.Run(x => x.MatMul(x.Transpose(2, 3)), new TensorShape(1, 2, 1, 2), 1, 2, 3, 4);
        Assert.Equal([5, 25], output);
    }

    [Fact]
    public void FactorsThatDoNotFit_AreRefused() =>
        Assert.Throws<ShapeException>(() => EagerCase.Run(x => x.MatMul(x), new TensorShape(1, 2, 3), new float[6]));

    [Fact]
    public void Permute_PutsEachDimensionWhereItIsNamed()
    {
        var output = Eager.Run(x => x.Permute(0, 2, 3, 1), new WeightDictionary(), new TensorShape(1, 2, 1, 3), [1, 2, 3, 4, 5, 6]);
        Assert.Equal(new TensorShape(1, 1, 3, 2), output.Shape);
        Assert.Equal([1, 4, 2, 5, 3, 6], output.ToArray());
    }

    [Fact]
    public void Reshape_InfersOneSize()
    {
        var output = Eager.Run(x => x.Reshape(1, -1, 2), new WeightDictionary(), new TensorShape(1, 2, 1, 3), [1, 2, 3, 4, 5, 6]);
        Assert.Equal(new TensorShape(1, 3, 2), output.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], output.ToArray());
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 3)]
    [InlineData(1, -1, -1)]
    public void Reshape_OfOtherNumbers_IsRefused(params int[] shape) =>
        Assert.Throws<ShapeException>(() => EagerCase.Run(x => x.Reshape(shape), new TensorShape(1, 2, 3), new float[6]));
}
