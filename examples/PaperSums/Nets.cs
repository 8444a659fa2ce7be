using System.Globalization;
using CompiledNets;
using CompiledNets.Models;
using CompiledNets.Operators;

namespace PaperSums;

/// <summary>What whole nets cost, and how that grows with their sizes.</summary>
internal static class Nets
{
    // The resolutions that B0 to B7 were trained at, which compound scaling gives only roughly.
    private static readonly int[] EfficientNetSides = [224, 240, 260, 300, 380, 456, 528, 600];

    private static readonly Func<Tensor, int, Tensor>[] EfficientNets =
        [EfficientNet.B0, EfficientNet.B1, EfficientNet.B2, EfficientNet.B3, EfficientNet.B4, EfficientNet.B5, EfficientNet.B6, EfficientNet.B7];

    public static IEnumerable<Comparison> All =>
        [MobileNetParts, MobileNetWidths, MobileNetResolutions, Cardinality, CompoundScaling, ShuffleNetGroups];

    public static Comparison MobileNetParts
    {
        get
        {
            var graph = Cost.Trace((3, 224, 224), x => MobileNetV1.Forward(x));
            return new(
                "Where MobileNet V1 spends", "MobileNet (arXiv 1704.04861), table 2",
                "1×1 convolutions, which are plain matrix products, hold 95 % of the multiply-adds and 75 % of the parameters.",
                [
                    Cost.Of("all layers", graph, _ => true),
                    Cost.Of("1×1 convolutions", graph, node => node.Operator is Conv2d conv && conv.KernelSize == 1),
                    Cost.Of("depthwise 3×3", graph, node => node.Operator is Conv2d { Groups: > 1 }),
                    Cost.Of("first 3×3", graph, node => node.Operator is Conv2d { Groups: 1 } conv && conv.KernelSize == 3),
                    Cost.Of("linear layer", graph, node => node.Operator is Linear),
                ]);
        }
    }

    public static Comparison MobileNetWidths => new(
        "Width multiplier α of MobileNet V1", "MobileNet (arXiv 1704.04861), section 3.3 and table 6",
        "Both sums shrink about with α², the pointwise layers with α² and the depthwise ones with α.",
        [.. new[] { 1, 0.75, 0.5, 0.25 }.Select(alpha => Cost.Of(
            string.Create(CultureInfo.InvariantCulture, $"α = {alpha}"), (3, 224, 224), x => MobileNetV1.Forward(x, alpha)))]);

    public static Comparison MobileNetResolutions => new(
        "Resolution multiplier ρ of MobileNet V1", "MobileNet (arXiv 1704.04861), section 3.4 and table 7",
        "Multiply-adds shrink with ρ², parameters do not.",
        [.. new[] { 224, 192, 160, 128 }.Select(side => Cost.Of($"{side}×{side}", (3, side, side), x => MobileNetV1.Forward(x)))]);

    public static Comparison Cardinality => new(
        "Cardinality at the cost of ResNet-50", "ResNeXt (arXiv 1611.05431), table 1",
        "32 paths of width 4 cost what one path of width 64 does.",
        [
            Cost.Of("ResNet-50", (3, 224, 224), x => ResNet.ResNet50(x)),
            Cost.Of("ResNeXt-50 32×4d", (3, 224, 224), x => ResNeXt.ResNeXt50(x)),
        ]);

    public static Comparison CompoundScaling => new(
        "Compound scaling of EfficientNet, α·β²·γ² ≈ 2 with α = 1.2, β = 1.1, γ = 1.15", "EfficientNet (arXiv 1905.11946), section 3.3 and table 2",
        "Depth, width and resolution grow together, so that a step of one in φ costs about twice as much; B1 to B7 have φ of 0.5, 1, 2, 3.5, 5, 6 and 7, rounded.",
        [.. EfficientNets.Select((net, i) => Cost.Of($"B{i}, {EfficientNetSides[i]}×{EfficientNetSides[i]}", (3, EfficientNetSides[i], EfficientNetSides[i]), x => net(x, 1000)))]);

    public static Comparison ShuffleNetGroups => new(
        "Groups of ShuffleNet V1 at equal cost", "ShuffleNet (arXiv 1707.01083), table 1",
        "More groups let the same multiply-adds carry more channels: 144 in stage 2 with one group, 384 with eight.",
        [.. new[] { 1, 2, 3, 4, 8 }.Select(groups => Cost.Of(
            $"g = {groups}, {ShuffleNetChannels(groups)} channels", (3, 224, 224), x => ShuffleNetV1.Forward(x, groups)))]);

    // The channels of stage 2 are those that its pooled shortcut and its branch have together.
    private static int ShuffleNetChannels(int groups) =>
        Cost.Trace((3, 224, 224), x => ShuffleNetV1.Forward(x, groups)).Nodes.First(node => node.Operator is Concat).Shape[1];
}
