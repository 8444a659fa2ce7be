using CompiledNets.Testing;
using global::PaperSums;
using Xunit;

namespace CompiledNets.Examples.Tests.PaperSums;

/// <summary>What the papers say of their networks, against what the traced graphs say.</summary>
public sealed class PaperSumsTests
{
    [Fact]
    public async Task TheCommandPrintsWhatTheReadmeShows()
    {
        var (exitCode, output, error) = await Example.RunAsync("PaperSums");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.SkipWhen(RepositoryFiles.Root is null, "the tests run outside of the repository");
        var file = Path.Combine(RepositoryFiles.Root!, "examples", "PaperSums", "README.md");
        var readme = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.EndsWith(output.ReplaceLineEndings("\n"), readme.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void EverySumHasASentenceAndANumberPerColumn() => Assert.All(Report.Sums, sum =>
    {
        Assert.EndsWith(".", sum.Says);
        Assert.All(sum.Rows, row => Assert.Equal(sum.Columns.Length - 1, row.Cells.Length));
    });

    [Fact]
    public void AReductionBefore5x5_LeavesAQuarterOfTheWeights()
    {
        var sum = SmallKernels.Reduction();
        Assert.Equal(819_200, sum["5×5, 128 → 256", "weights"].Value);
        Assert.Equal(4_096, sum["of it the 1×1", "weights"].Value);
        Assert.Equal(204_800, sum["of it the 5×5", "weights"].Value);
        Assert.Equal(208_896, sum["1×1 to 32, then 5×5 to 256", "weights"].Value);
    }

    [Fact]
    public void SmallKernelsInARow_CostWhatThePapersSay()
    {
        var sum = SmallKernels.Factorization();
        Assert.Equal(18.0 / 25, sum["two 3×3", "of the large one"].Value, precision: 12);
        Assert.Equal(27.0 / 49, sum["three 3×3", "of the large one"].Value, precision: 12);
        Assert.Equal(14.0 / 49, sum["1×7, then 7×1", "of the large one"].Value, precision: 12);
    }

    [Fact]
    public void TheBottleneck_Has69632WeightsAgainst589824()
    {
        var sum = Residual.Bottleneck();
        Assert.Equal(589_824, sum["3×3, 256 → 256", "weights"].Value);
        Assert.Equal(69_632, sum["1×1 to 64, 3×3, 1×1 to 256", "weights"].Value);
    }

    // Table 2 of ResNeXt and table 3 of Res2Net hold the complexity about constant.
    [Fact]
    public void CardinalityAndScales_CostWhatResNet50Costs() =>
        Assert.All(Residual.Cardinality().Rows.Concat(Residual.Scales().Rows), row => Assert.InRange(row.Cells[^1].Value, 0.95, 1.05));

    [Fact]
    public void SqueezeNet_HasFiftyTimesFewerParameters()
    {
        var sum = Residual.Squeezed();
        Assert.Equal(50, sum["AlexNet", "parameters"].Value / sum["SqueezeNet 1.0", "parameters"].Value, tolerance: 2);
    }

    [Fact]
    public void GroupsDivide_AndSeparableConvolutionsFollowTheFormula()
    {
        Assert.All(Separable.Grouped().Rows, row => Assert.Equal(row.Cells[^1].Value, row.Cells[^2].Value, precision: 12));
        Assert.All(Separable.Convolution().Rows, row =>
        {
            Assert.Equal(row.Cells[^1].Value, row.Cells[^2].Value, precision: 12);
            Assert.Equal(row.Cells[^1].Value, row.Cells[1].Value / row.Cells[0].Value, precision: 12);
        });
    }

    // Table 2 of the paper, but for the first convolution, of which it says 1.19 %.
    [Theory]
    [InlineData("1×1 convolution", 0.9486, 0.7459)]
    [InlineData("depthwise 3×3", 0.0306, 0.0106)]
    [InlineData("linear", 0.0018, 0.2433)]
    public void MobileNetsLayers_HaveTheSharesOfThePaper(string layers, double multiplyAdds, double weights)
    {
        var sum = MobileNet.Shares();
        Assert.Equal(multiplyAdds, sum[layers, "multiply-adds"].Value, tolerance: 0.0001);
        Assert.Equal(weights, sum[layers, "weights"].Value, tolerance: 0.0001);
    }

    // Tables 6 and 7 of the paper, in millions.
    [Fact]
    public void MobileNetsMultipliers_CostWhatThePaperSays()
    {
        double[] widths = [569, 325, 149, 41], resolutions = [569, 418, 290, 186];
        List<Row> rows = [.. MobileNet.Widths().Rows, .. MobileNet.Resolutions().Rows];
        Assert.All(rows.Zip([.. widths, .. resolutions]), pair => AssertMillions(pair.Second, pair.First.Cells[1], tolerance: 1));
        Assert.All(rows, row => Assert.Equal(row.Cells[^1].Value, row.Cells[^2].Value, tolerance: 0.015));
    }

    [Fact]
    public void ShuffleNetsUnits_CostWhatTheFormulasSay() =>
        Assert.All(ShuffleNet.Units().Rows, row => Assert.Equal(row.Cells[^1].Value, row.Cells[^2].Value));

    // Table 1 of the paper: 143, 140, 137, 133 and 137 million multiply-adds, and 576 to 1536 channels.
    [Fact]
    public void ShuffleNetsGroups_BuyChannelsAtEqualCost()
    {
        var rows = ShuffleNet.Groups().Rows.Take(5).ToList();
        Assert.All(rows.Zip([143.0, 140, 137, 133, 137]), pair => AssertMillions(pair.Second, pair.First.Cells[1], tolerance: 1.5));
        Assert.Equal([576, 800, 960, 1088, 1536], rows.Select(row => row.Cells[2].Value));
    }

    // Table 2 of the paper in billions; the authors count a little otherwise.
    [Fact]
    public void EfficientNets_CostWhatThePaperSays()
    {
        var sum = Compound.Scaling();
        double[] billions = [0.39, 0.70, 1.0, 1.8, 4.2, 9.9, 19, 37];
        Assert.All(sum.Rows.Zip(billions), pair => AssertMillions(1000 * pair.Second, pair.First.Cells[4], tolerance: 60 * pair.Second));
        Assert.Equal(2, sum["B0 and one step", "d·w²·r²"].Value, tolerance: 0.1);
    }

    private static void AssertMillions(double expected, Cell actual, double tolerance) =>
        Assert.Equal(expected, actual.Value / 1e6, tolerance);
}
