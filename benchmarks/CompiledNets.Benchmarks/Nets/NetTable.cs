namespace CompiledNets.Benchmarks.Nets;

/// <summary>All nets that can be measured; a new one is a class with a declaration, and a line here.</summary>
public static class NetTable
{
    /// <summary>The nets, the cheapest first.</summary>
    public static IReadOnlyList<NetEntry> All { get; } =
    [
        NetEntry.Of<ShuffleNetV2>(nameof(ShuffleNetV2)),
        NetEntry.Of<MobileNetV3Large>(nameof(MobileNetV3Large)),
        NetEntry.Of<MobileNetV2>(nameof(MobileNetV2)),
        NetEntry.Of<SqueezeNet11>(nameof(SqueezeNet11)),
        NetEntry.Of<EfficientNetB0>(nameof(EfficientNetB0)),
        NetEntry.Of<ResNet18>(nameof(ResNet18)),
        NetEntry.Of<ResNet50>(nameof(ResNet50)),
    ];
}
