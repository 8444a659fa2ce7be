using CompiledNets.Generator.Kernels;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>How outputs are cut into register tiles.</summary>
public class ConvolutionTileTests
{
    private static readonly int[] extents = [1, 2, 3, 5, 6, 7, 8, 13, 14, 17, 19, 28, 56];

    public static TheoryData<string> Sets => [.. InstructionSet.All.Select(isa => isa.Name)];

    [Theory, MemberData(nameof(Sets))]
    public void Choose_InPlace_CoversEachPixelOnce(string set)
    {
        var isa = InstructionSet.All.Single(isa => isa.Name == set);
        foreach (var height in extents)
            foreach (var width in extents)
                for (var blocks = 1; blocks <= 3; blocks++)
                {
                    if (ConvolutionTile.Choose(isa, height, width, blocks, 0, 64, mayRepeat: false) is not { } tile) continue;
                    var rows = tile.RowCuts(height).Sum(cut => cut.Size * cut.Count);
                    var columns = tile.ColumnCuts(height, width).Sum(cut => cut.Size * cut.Count);
                    Assert.Equal(height * width, rows * columns);
                }
    }

    [Theory, MemberData(nameof(Sets))]
    public void Choose_FitsTheRegisters(string set)
    {
        var isa = InstructionSet.All.Single(isa => isa.Name == set);
        foreach (var height in extents)
            foreach (var width in extents)
            {
                var tile = ConvolutionTile.Choose(isa, height, width, 1, 0, 64, mayRepeat: true)!;
                var pixels = tile.RowCuts(height).Max(cut => cut.Size) * tile.ColumnCuts(height, width).Max(cut => cut.Size);
                Assert.InRange((pixels + (height * width == 1 ? 0 : 1)) * tile.Vectors(isa), 1, isa.Registers);
            }
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(14, 14)]
    [InlineData(9, 19)]
    public void Choose_NarrowRowsOfAvx2_GoOnInTheNextRow(int height, int width)
    {
        var tile = ConvolutionTile.Choose(InstructionSet.Avx2, height, width, 1, 0, 1024, mayRepeat: false)!;
        Assert.True(tile.Wraps);
        Assert.All(tile.ColumnCuts(height, width), cut => Assert.InRange(cut.Size, 5, 6));
    }

    [Fact]
    public void Choose_Avx512_HasARegisterForEachPixelsSum_NotForItsAddress() =>
        Assert.False(ConvolutionTile.Choose(InstructionSet.Avx512, 7, 7, 1, 0, 1024, mayRepeat: false)!.Wraps);
}
