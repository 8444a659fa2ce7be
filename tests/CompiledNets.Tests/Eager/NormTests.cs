namespace CompiledNets.Tests;

/// <summary>Normalizations over channels, features and pixels, worked out by hand.</summary>
public class NormTests
{
    // Squares 1, 4, 9, 16; windows of three channels hold 5, 14, 29, 25.
    [Fact]
    public void LocalResponseNorm_DividesByTheMeanSquareOfNeighbours() =>
        EagerCase.AssertClose(
            [1 / Math.Pow(2 + 0.5 * 5, 0.75), 2 / Math.Pow(2 + 0.5 * 14, 0.75), 3 / Math.Pow(2 + 0.5 * 29, 0.75), 4 / Math.Pow(2 + 0.5 * 25, 0.75)],
            EagerCase.Run(x => x.LocalResponseNorm(3, alpha: 1.5, beta: 0.75, k: 2), new TensorShape(1, 4, 1, 1), 1, 2, 3, 4));

    // PyTorch pads ⌊size / 2⌋ before and ⌊(size − 1) / 2⌋ behind.
    [Fact]
    public void LocalResponseNorm_OfAnEvenSize_SeesOneMoreBefore() =>
        EagerCase.AssertClose(
            [1 / (1 + 1.0), 2 / (1 + 5.0), 3 / (1 + 13.0)],
            EagerCase.Run(x => x.LocalResponseNorm(2, alpha: 2, beta: 1), new TensorShape(1, 3, 1, 1), 1, 2, 3));

    [Fact]
    public void LocalResponseNorm_KeepsPixelsAndImagesApart()
    {
        var output = EagerCase.Run(x => x.LocalResponseNorm(3, alpha: 3, beta: 1), new TensorShape(2, 2, 1, 2), 1, 2, 3, 4, 5, 6, 7, 8);
        EagerCase.AssertClose([1.0 / 11, 2.0 / 21, 3.0 / 11, 4.0 / 21, 5.0 / 75, 6.0 / 101, 7.0 / 75, 8.0 / 101], output);
    }

    [Fact]
    public void LayerNorm_OverFeatures_ScalesToUnitVariance()
    {
        var weights = new WeightDictionary().Add("n.weight", new TensorShape(2), 2, 3).Add("n.bias", new TensorShape(2), 10, 20);
        var output = Eager.Run(x => x.LayerNorm("n", [2], eps: 0), weights, new TensorShape(2, 2), [1, 3, 5, -5]);
        EagerCase.AssertClose([10 - 2, 20 + 3, 10 + 2, 20 - 3], output.ToArray());
    }

    [Fact]
    public void LayerNorm_OverTheWholeImage_HasAParameterPerElement()
    {
        var shape = new TensorShape(2, 1, 2);
        var weights = new WeightDictionary().Add("n.weight", shape, 1, 2, 3, 4).Add("n.bias", shape, 0, 0, 0, 1);
        var output = Eager.Run(x => x.LayerNorm("n", [2, 1, 2], eps: 3), weights, new TensorShape(1, 2, 1, 2), [-1, 1, -1, 1]);
        EagerCase.AssertClose([-0.5, 1, -1.5, 3], output.ToArray());
    }

    [Fact]
    public void LayerNorm_OverTheLastDimension_KeepsTheOthersApart()
    {
        var weights = new WeightDictionary().Add("n.weight", new TensorShape(2), 1, 1).Add("n.bias", new TensorShape(2), 0, 0);
        var output = Eager.Run(x => x.LayerNorm("n", [2], eps: 0), weights, new TensorShape(1, 2, 1, 2), [1, 3, 100, -100]);
        EagerCase.AssertClose([-1, 1, 1, -1], output.ToArray());
    }

    [Fact]
    public void LayerNorm2d_IsOverTheChannelsOfEachPixel()
    {
        var weights = new WeightDictionary().Add("n.weight", new TensorShape(2), 2, 3).Add("n.bias", new TensorShape(2), 0, 1);
        var output = Eager.Run(x => x.LayerNorm2d("n", eps: 0), weights, new TensorShape(1, 2, 1, 2), [1, 5, 3, -5]);
        EagerCase.AssertClose([-2, 2, 4, -2], output.ToArray());
    }

    [Fact]
    public void LayerNorm_OfOtherSizes_IsRefused() =>
        Assert.Equal(
            "LayerNorm 'n': the last dimensions of 1×4×2×2 are not 3×2",
            Assert.Throws<ShapeException>(() => EagerCase.Run(x => x.LayerNorm("n", [3, 2]), new TensorShape(1, 4, 2, 2), new float[16])).Message);
}
