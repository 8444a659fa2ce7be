#nullable enable

namespace CompiledNets.Models;

/// <summary>
/// MobileFaceNets (Chen et al., arXiv 1804.07573): MobileNetV2's bottlenecks with PReLU, and a global depthwise convolution that
/// weighs the places of a face instead of averaging them.
/// </summary>
internal static class MobileFaceNet
{
    /// <summary>The bottlenecks of table 1: expansion t, channels c, repetitions n and stride s of the first of them.</summary>
    public static readonly (int Expansion, int Channels, int Repeat, int Stride)[] Table1 =
        [(2, 64, 5, 2), (4, 128, 1, 2), (2, 128, 6, 1), (4, 128, 1, 2), (2, 128, 2, 1)];

    /// <summary>MobileFaceNet of table 1.</summary>
    /// <param name="x">Aligned faces, N×3×112×112 in the paper.</param>
    /// <param name="features">Features of the embedding.</param>
    /// <param name="stages">The bottlenecks; those of table 1 where not given.</param>
    /// <returns>N×features.</returns>
    public static Tensor Forward(
        Tensor x, int features = 128, (int Expansion, int Channels, int Repeat, int Stride)[]? stages = null)
    {
        x = Unit(x, "conv1", 64, 3, stride: 2);
        x = Unit(x, "dw1", 64, 3, groups: 64);
        var index = 0;
        foreach (var (expansion, channels, repeat, stride) in stages ?? Table1)
            for (var i = 0; i < repeat; i++) x = Bottleneck(x, $"blocks.{index++}", channels, i == 0 ? stride : 1, expansion);
        x = GlobalDepthwise(Unit(x, "conv2", 512, 1), ConvBnNames.Spelled("gdc"));
        return x.ConvBn(ConvBnNames.Spelled("embed"), features, 1).Flatten();
    }

    /// <summary>The bottleneck: an <see cref="InvertedResidual"/> with PReLU.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="stride">Step of the depthwise convolution; 1 with C = channels adds the shortcut.</param>
    /// <param name="expansion">The depthwise convolution has so many times C channels.</param>
    /// <returns>N×channels×⌈H / stride⌉×⌈W / stride⌉.</returns>
    public static Tensor Bottleneck(Tensor x, string name, int channels, int stride, int expansion)
    {
        var expanded = expansion * x.Channels;
        var y = Unit(x, $"{name}.expand", expanded, 1);
        y = Unit(y, $"{name}.dw", expanded, 3, stride, groups: expanded);
        y = y.ConvBn(ConvBnNames.Spelled($"{name}.project"), channels, 1);
        return stride == 1 && channels == x.Channels ? x + y : y;
    }

    /// <summary>The global depthwise convolution (GDConv), section 3.2 of the paper: one weight per channel and place.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="names">State-dict prefixes.</param>
    /// <returns>N×C×1×1.</returns>
    public static Tensor GlobalDepthwise(Tensor x, ConvBnNames names) =>
        x.ConvBn(names, x.Channels, (x.Height, x.Width), groups: x.Channels, padding: 0);

    private static Tensor Unit(Tensor x, string name, int channels, int kernelSize, int stride = 1, int groups = 1) =>
        x.ConvBn(ConvBnNames.Spelled(name), channels, kernelSize, stride, groups).PRelu($"{name}.prelu");
}
