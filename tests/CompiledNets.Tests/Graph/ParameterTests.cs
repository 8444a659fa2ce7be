namespace CompiledNets.Tests;

public class ParameterTests
{
    private static readonly Parameter Whole = new("conv.weight", new TensorShape(8, 4, 3, 3), ParameterKind.Weight);

    [Fact]
    public void ToString_NamesKeyShapeAndKind() => Assert.Equal("conv.weight: 8×4×3×3 (Weight)", Whole.ToString());

    [Fact]
    public void ToString_OfAPart_NamesThePart() =>
        Assert.Equal("conv.weight: 8×4×3×3 (Weight), outputs 8 to 16 of 16", (Whole with { Part = new(0, 8, 8, 16) }).ToString());
}
