namespace CompiledNets.Benchmarks.Nets;

/// <summary>All nets that can be measured; a new one is a class with a declaration, and a line here.</summary>
public static class NetTable
{
    /// <summary>The nets, those with the fewest multiply-adds first.</summary>
    public static IReadOnlyList<NetEntry> All { get; } =
    [
        NetEntry.Of<LeNet>(nameof(LeNet)),
        NetEntry.Of<ResNet8>(nameof(ResNet8)),
        NetEntry.Of<ShuffleNetV1>(nameof(ShuffleNetV1)),
        NetEntry.Of<ShuffleNetV2>(nameof(ShuffleNetV2)),
        NetEntry.Of<MobileNetV3Large>(nameof(MobileNetV3Large)),
        NetEntry.Of<MixNetS>(nameof(MixNetS)),
        NetEntry.Of<MobileNetV2>(nameof(MobileNetV2)),
        NetEntry.Of<MnasNet>(nameof(MnasNet)),
        NetEntry.Of<SqueezeNet11>(nameof(SqueezeNet11)),
        NetEntry.Of<EfficientNetB0>(nameof(EfficientNetB0)),
        NetEntry.Of<MobileNetV1>(nameof(MobileNetV1)),
        NetEntry.Of<AlexNet>(nameof(AlexNet)),
        NetEntry.Of<GoogLeNet>(nameof(GoogLeNet)),
        NetEntry.Of<ResNet18>(nameof(ResNet18)),
        NetEntry.Of<EfficientNetB3>(nameof(EfficientNetB3)),
        NetEntry.Of<Dpn68>(nameof(Dpn68)),
        NetEntry.Of<DenseNet121>(nameof(DenseNet121)),
        NetEntry.Of<ResNet34>(nameof(ResNet34)),
        NetEntry.Of<ResNet50>(nameof(ResNet50)),
        NetEntry.Of<SEResNet50>(nameof(SEResNet50)),
        NetEntry.Of<ResNeXt50>(nameof(ResNeXt50)),
        NetEntry.Of<Res2Net50>(nameof(Res2Net50)),
        NetEntry.Of<SKNet50>(nameof(SKNet50)),
        NetEntry.Of<InceptionV3>(nameof(InceptionV3)),
        NetEntry.Of<Xception>(nameof(Xception)),
        NetEntry.Of<InceptionV4>(nameof(InceptionV4)),
        NetEntry.Of<Vgg19>(nameof(Vgg19)),
    ];
}
