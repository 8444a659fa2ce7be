using CompiledNets;
using CompiledNets.Models;

namespace PaperSums;

/// <summary>What bottleneck, cardinality and scale cost, and what a squeezed network saves.</summary>
internal static class Residual
{
    private static readonly int[] Depths50 = [3, 4, 6, 3];

    /// <summary>A bottleneck against the 3×3 convolution of its width.</summary>
    public static PaperSum Bottleneck()
    {
        var wide = Cost.Of(x => Conv(x, "conv", 256, 3), 256, 56);
        var bottleneck = Cost.Of(x => Conv(Conv(Conv(x, "reduce", 64, 1), "conv", 64, 3), "expand", 256, 1), 256, 56);
        var basic = Cost.Of(x => Conv(Conv(x, "conv1", 64, 3), "conv2", 64, 3), 64, 56);
        Row Of(string name, Cost cost) => new(
            name, Cell.Count(cost.Parameters), Cell.Count(cost.MultiplyAdds), Cell.Ratio((double)cost.Parameters / wide.Parameters));
        return new(
            "The bottleneck", "ResNet (arXiv 1512.03385), figure 5; 56×56 pixels, weights of the convolutions.",
            ["", "weights", "multiply-adds", "of the first"],
            [
                Of("3×3, 256 → 256", wide), Of("1×1 to 64, 3×3, 1×1 to 256", bottleneck), Of("two 3×3, 64 → 64", basic),
            ],
            $"A block over 256 channels costs {(double)wide.Parameters / bottleneck.Parameters:0.0} times less than one 3×3 convolution "
            + "over them, about as much as the basic block over 64.");
    }

    /// <summary>Cardinality against width at equal cost.</summary>
    public static PaperSum Cardinality()
    {
        (int Cardinality, int Width)[] settings = [(1, 64), (2, 40), (4, 24), (8, 14), (32, 4)];
        var costs = settings
            .Select(setting => Cost.Of(x => ResNeXt.Net(x, Depths50, cardinality: setting.Cardinality, width: setting.Width), 3, 224))
            .ToList();
        var rows = settings.Zip(costs, (setting, cost) => Of($"{setting.Cardinality}×{setting.Width}d", cost, costs[0])).ToList();
        return new(
            "Cardinality against width", "ResNeXt-50 (arXiv 1611.05431), table 2; 1×64d is ResNet-50; 224×224 pixels.",
            ["cardinality × width", "parameters", "multiply-adds", "multiply-adds of the first"], rows,
            $"From one path to {settings[^1].Cardinality} the cost stays within {Spread(costs):0.0} % of ResNet-50's, so what the accuracy "
            + "gains comes from the paths.");
    }

    /// <summary>Scales against width at equal cost.</summary>
    public static PaperSum Scales()
    {
        (int Width, int Scale)[] settings = [(64, 1), (48, 2), (26, 4), (14, 8)];
        var costs = settings
            .Select(setting => Cost.Of(x => Res2Net.Net(x, Depths50, width: setting.Width, scale: setting.Scale), 3, 224)).ToList();
        var rows = settings.Zip(costs, (setting, cost) => Of($"{setting.Width}w×{setting.Scale}s", cost, costs[0])).ToList();
        return new(
            "Scales against width", "Res2Net-50 (arXiv 1904.01169), table 3; 64w×1s is ResNet-50; 224×224 pixels.",
            ["width × scale", "parameters", "multiply-adds", "multiply-adds of the first"], rows,
            $"Up to {settings[^1].Scale} scales in one block cost what ResNet-50 costs, within {Spread(costs):0.0} %.");
    }

    /// <summary>SqueezeNet against AlexNet.</summary>
    public static PaperSum Squeezed()
    {
        var (alex, squeeze) = (Cost.Of(x => AlexNet.TwoGpus(x), 3, 224), Cost.Of(x => SqueezeNet.V10(x), 3, 224));
        return new(
            "SqueezeNet against AlexNet", "SqueezeNet (arXiv 1602.07360), table 2; AlexNet as in its paper; 224×224 pixels.",
            ["", "parameters", "multiply-adds", "multiply-adds of the first"],
            [Of("AlexNet", alex, alex), Of("SqueezeNet 1.0", squeeze, alex)],
            $"{(double)alex.Parameters / squeeze.Parameters:0} times fewer parameters, and yet as many multiply-adds: the parameters of "
            + "AlexNet stand in linear layers, which are cheap to run.");
    }

    private static Tensor Conv(Tensor x, string name, int channels, int kernel) =>
        x.Conv2d(name, channels, kernel, padding: kernel / 2, bias: false);

    private static Row Of(string name, Cost cost, Cost first) => new(
        name, Cell.Count(cost.Parameters), Cell.Millions(cost.MultiplyAdds), Cell.Ratio((double)cost.MultiplyAdds / first.MultiplyAdds));

    private static double Spread(IReadOnlyList<Cost> costs) =>
        100 * costs.Max(cost => Math.Abs((double)cost.MultiplyAdds / costs[0].MultiplyAdds - 1));
}
