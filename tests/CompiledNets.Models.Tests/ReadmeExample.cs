using CompiledNets;
using CompiledNets.Models;

/// <summary>A whole architecture, narrower and at another resolution.</summary>
[CompiledNet]
public partial class PlantNet
{
    static Tensor Forward([Shape(3, 60, 90)] Tensor image) => MobileNetV2.Forward(image, width: 0.35, classes: 12);
}

/// <summary>A residual network of other depths and widths, with squeeze-and-excitation on its branches.</summary>
[CompiledNet]
public partial class TinySEResNet
{
    static Tensor Forward([Shape(1, 48, 33)] Tensor image) =>
        ResNet.OfBasicBlocks(image, [1, 2, 1], classes: 5, SENet.WithReduction(4) with { Width = 16 });
}

/// <summary>A network of one's own from the papers' blocks.</summary>
[CompiledNet]
public partial class OwnNet
{
    static Tensor Forward([Shape(3, 40, 56)] Tensor image)
    {
        var x = image.ConvBn(ConvBnNames.Numbered("stem"), 16, 3, stride: 2).Relu();
        x = SqueezeNet.Fire(x, "fire", squeeze: 8, expand1x1: 12, expand3x3: 20);
        x = MobileNetV2.Bottleneck(x, "bottleneck", channels: 24, stride: 2, expansion: 4);
        x = Cbam.Module(x, "cbam", squeeze: 6);
        return x.AdaptiveAvgPool2d(1).Flatten().Linear("classifier", 5);
    }
}
