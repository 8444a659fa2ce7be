using global::PaperSums;
using Xunit;

namespace CompiledNets.Examples.Tests.PaperSums;

/// <summary>The sums against those that the papers print.</summary>
public class ComparisonTests
{
    [Fact]
    public void A1x1InFront_IsTheClassicSum() =>
        Assert.Equal([819_200, 208_896, 4_096, 204_800], Convolutions.Reduction.Costs.Select(cost => cost.Parameters));

    [Fact]
    public void TheBottleneck_IsTheClassicSum() =>
        Assert.Equal([589_824, 69_632], Convolutions.Bottleneck.Costs.Select(cost => cost.Parameters));

    [Fact]
    public void TwoSmallKernels_LeaveEighteenOfTwentyFive()
    {
        var costs = Convolutions.SmallKernels.Costs;
        Assert.Equal(18 * costs[0].MultiplyAdds, 25 * costs[1].MultiplyAdds);
    }

    [Fact]
    public void TwoLines_LeaveTwoOfN()
    {
        var costs = Convolutions.AsymmetricKernels.Costs;
        Assert.Equal(2 * costs[0].MultiplyAdds, 3 * costs[1].MultiplyAdds);
        Assert.Equal(2 * costs[2].MultiplyAdds, 7 * costs[3].MultiplyAdds);
    }

    [Theory]
    [InlineData(0, 512, 512, 3)]
    [InlineData(2, 128, 256, 5)]
    public void SeparableConvolution_FollowsTheFormula(int row, int inputs, int outputs, int kernel)
    {
        var (dense, separable) = (Convolutions.Separable.Costs[row], Convolutions.Separable.Costs[row + 1]);
        Assert.Equal(inputs * outputs * kernel * kernel, dense.Parameters);
        Assert.Equal(inputs * kernel * kernel + inputs * outputs, separable.Parameters);
        Assert.Equal(1.0 / outputs + 1.0 / (kernel * kernel), (double)separable.MultiplyAdds / dense.MultiplyAdds, 12);
    }

    [Fact]
    public void GGroups_CostOneGth() =>
        Assert.All(
            Convolutions.Grouped.Costs.Zip([1, 2, 4, 8, 32]),
            row => Assert.Equal(Convolutions.Grouped.Costs[0].MultiplyAdds, row.Second * row.First.MultiplyAdds));

    // Table 2 of the paper: 94.86 % and 74.59 %, the latter without batch normalization.
    [Fact]
    public void MobileNetV1_SpendsOnPointwiseConvolutions()
    {
        var (all, pointwise) = (Nets.MobileNetParts.Costs[0], Nets.MobileNetParts.Costs[1]);
        Assert.Equal(0.9486, (double)pointwise.MultiplyAdds / all.MultiplyAdds, 0.0005);
        Assert.Equal(0.7459, (double)pointwise.Parameters / all.Parameters, 0.005);
    }

    // Tables 6 and 7 of the paper, in millions.
    [Fact]
    public void MobileNetV1_ScalesAsPrinted()
    {
        Assert.Equal([569, 325, 149, 41], Nets.MobileNetWidths.Costs.Select(cost => Millions(cost.MultiplyAdds)));
        Assert.Equal([569, 418, 291, 186], Nets.MobileNetResolutions.Costs.Select(cost => Millions(cost.MultiplyAdds)));
        Assert.Single(Nets.MobileNetResolutions.Costs.Select(cost => cost.Parameters).Distinct());
    }

    [Fact]
    public void ResNeXt50_CostsWhatResNet50Does()
    {
        var costs = Nets.Cardinality.Costs;
        Assert.Equal([25_557_032, 25_028_904], costs.Select(cost => cost.Parameters));
        Assert.InRange((double)costs[1].MultiplyAdds / costs[0].MultiplyAdds, 0.95, 1.05);
    }

    // Table 2 of the paper, in thousand millions, and torchvision's parameters.
    [Fact]
    public void EfficientNets_DoubleWithPhi()
    {
        double[] printed = [0.39, 0.70, 1.0, 1.8, 4.2, 9.9, 19, 37], phi = [0, 0.5, 1, 2, 3.5, 5, 6, 7];
        var costs = Nets.CompoundScaling.Costs;
        Assert.All(costs.Zip(printed), row => Assert.Equal(1, row.First.MultiplyAdds / (row.Second * 1e9), 0.05));
        Assert.All(costs.Zip(phi), row => Assert.Equal(1, Math.Pow(1.2 * 1.1 * 1.1 * 1.15 * 1.15, row.Second) * costs[0].MultiplyAdds / row.First.MultiplyAdds, 0.35));
        Assert.Equal(
            [5_288_548, 7_794_184, 9_109_994, 12_233_232, 19_341_616, 30_389_784, 43_040_704, 66_347_960],
            costs.Select(cost => cost.Parameters));
    }

    // Table 1 of the paper, in millions.
    [Fact]
    public void ShuffleNets_CostTheSame() =>
        Assert.All(
            Nets.ShuffleNetGroups.Costs.Zip([143, 140, 137, 133, 137]),
            row => Assert.Equal(1, row.First.MultiplyAdds / (row.Second * 1e6), 0.02));

    [Fact]
    public async Task TheCommand_PrintsEachComparison()
    {
        var (exitCode, output, _) = await Example.RunAsync("PaperSums");
        Assert.Equal(0, exitCode);
        Assert.All(Convolutions.All.Concat(Nets.All), comparison => Assert.Contains($"## {comparison.Title}\n", output));
        Assert.Contains("208,896", output);
    }

    private static int Millions(long value) => (int)Math.Round(value / 1e6);
}
