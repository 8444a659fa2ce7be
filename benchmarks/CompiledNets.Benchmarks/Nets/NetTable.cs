namespace CompiledNets.Benchmarks.Nets;

/// <summary>All nets that can be measured; a new one is a class with a declaration, and a line here.</summary>
public static class NetTable
{
    /// <summary>The nets, the cheapest first.</summary>
    public static IReadOnlyList<NetEntry> All { get; } =
    [
        new(nameof(MobileNetV2), () => MobileNetV2.Info, MobileNetV2.Trace, weights => Loaded(MobileNetV2.Load(weights))),
        new(nameof(SqueezeNet11), () => SqueezeNet11.Info, SqueezeNet11.Trace, weights => Loaded(SqueezeNet11.Load(weights))),
        new(nameof(ResNet18), () => ResNet18.Info, ResNet18.Trace, weights => Loaded(ResNet18.Load(weights))),
    ];

    private static LoadedNet Loaded(MobileNetV2 net) => new(net.Run, net.Profile);

    private static LoadedNet Loaded(SqueezeNet11 net) => new(net.Run, net.Profile);

    private static LoadedNet Loaded(ResNet18 net) => new(net.Run, net.Profile);
}
