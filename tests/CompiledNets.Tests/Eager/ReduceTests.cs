namespace CompiledNets.Tests;

/// <summary>Mean, sum and maximum over any dimensions.</summary>
public class ReduceTests
{
    private static readonly TensorShape Shape = new(1, 2, 2, 2);
    private static readonly float[] Input = [1, 2, 3, 4, 50, 60, 70, 80];

    [Fact]
    public void Mean_OfThePixels_LeavesTheChannels() => Assert.Equal([2.5, 65], EagerCase.Run(x => x.Mean([2, 3]), Shape, Input));

    [Fact]
    public void Sum_OfTheChannels_LeavesThePixels() => Assert.Equal([51, 62, 73, 84], EagerCase.Run(x => x.Sum(1), Shape, Input));

    [Fact]
    public void Amax_OfOneDimension_LeavesTheOthers() => Assert.Equal([2, 4, 60, 80], EagerCase.Run(x => x.Amax(-1), Shape, Input));

    [Fact]
    public void Amax_HandsNaNOn() => Assert.Equal([double.NaN], EagerCase.RunRow(x => x.Amax([1, 2, 3]), 1, float.NaN, 2));

    [Theory]
    [InlineData(true, "1×1×2×1")]
    [InlineData(false, "1×2")]
    public void ReducedDimensions_StayOnRequest(bool keepDim, string expected) =>
        Assert.Equal(expected, Eager.Run(x => x.Sum([1, 3], keepDim), new WeightDictionary(), Shape, Input).Shape.ToString());

    [Fact]
    public void TheBatch_IsNotReduced() => Assert.Throws<ShapeException>(() => EagerCase.Run(x => x.Sum(0), Shape, Input));
}
