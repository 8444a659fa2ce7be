namespace CompiledNets.Tests;

/// <summary>Resizing by the rules of torch.nn.functional.interpolate, worked out by hand.</summary>
public class InterpolateTests
{
    [Theory]
    [InlineData(5, new[] { 0.0, 0, 1, 1, 2 })]
    [InlineData(6, new[] { 0.0, 0, 1, 1, 2, 2 })]
    [InlineData(2, new[] { 0.0, 1 })]
    [InlineData(1, new[] { 0.0 })]
    public void Nearest_TakesTheFloor(int width, double[] expected) =>
        Assert.Equal(expected, EagerCase.RunRow(x => x.Interpolate((1, width)), 0, 1, 2));

    // Pixel centres of the result lie at −0.25, 0.25, 0.75, 1.25 of the source; what is below 0 is the first pixel.
    [Fact]
    public void Bilinear_AlignsTheOuterEdges() =>
        EagerCase.AssertClose([0, 1, 3, 4], EagerCase.RunRow(x => x.Interpolate((1, 4), InterpolationMode.Bilinear), 0, 4));

    // Centres at 1.5 and 5.5 of the source: the pixels around them, not the mean of all four.
    [Fact]
    public void Bilinear_MakesSmallerByTheTwoNearest() =>
        EagerCase.AssertClose([15, 30], EagerCase.RunRow(x => x.Interpolate((1, 2), InterpolationMode.Bilinear), 0, 10, 20, 40, 50, 60, 0, 99));

    [Fact]
    public void Bilinear_WithAlignedCorners_SpreadsEvenly() =>
        EagerCase.AssertClose([0, 2, 4, 6, 8], EagerCase.RunRow(x => x.Interpolate((1, 5), InterpolationMode.Bilinear, alignCorners: true), 0, 4, 8));

    [Fact]
    public void Bilinear_GoesBothWays() =>
        EagerCase.AssertClose(
            [0, 1, 2, 2, 3, 4, 4, 5, 6],
            EagerCase.Run(x => x.Interpolate(3, InterpolationMode.Bilinear, alignCorners: true), new TensorShape(1, 1, 2, 2), 0, 2, 4, 6));

    [Fact]
    public void Nearest_WithAlignedCorners_IsRefused() =>
        Assert.Throws<ShapeException>(() => EagerCase.RunRow(x => x.Interpolate(2, alignCorners: true), 1));
}
