#nullable enable

using System;

namespace CompiledNets.Models;

/// <summary>
/// MobileNetV2 (Sandler et al., arXiv 1801.04381): inverted residuals with linear bottlenecks. Layer names are those of
/// torchvision's <c>mobilenet_v2</c>.
/// </summary>
internal static class MobileNetV2
{
    /// <summary>Table 2 of the paper: expansion t, channels c, repetitions n and stride s of the first of them.</summary>
    public static readonly (int Expansion, int Channels, int Repeat, int Stride)[] Table2 =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    /// <summary>MobileNetV2 of table 2.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="width">Width multiplier; 0.35 to 1.4 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="stages">The bottlenecks; those of table 2 where not given.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Forward(
        Tensor x, double width = 1, int classes = 1000, (int Expansion, int Channels, int Repeat, int Stride)[]? stages = null)
    {
        x = x.ConvBn(ConvBnNames.Numbered("features.0"), Widths.Round(32 * width), 3, stride: 2).Relu6();
        var index = 1;
        foreach (var (expansion, channels, repeat, stride) in stages ?? Table2)
            for (var i = 0; i < repeat; i++)
                x = Bottleneck(x, $"features.{index++}", Widths.Round(channels * width), i == 0 ? stride : 1, expansion);
        // Below width 1 the last layer stays as wide as it is, which the paper found to matter.
        x = x.ConvBn(ConvBnNames.Numbered($"features.{index}"), Widths.Round(1280 * Math.Max(1, width)), 1).Relu6();
        return x.AdaptiveAvgPool2d(1).Flatten().Dropout(0.2).Linear("classifier.1", classes);
    }

    /// <summary>The bottleneck of table 1 of the paper: <see cref="InvertedResidual"/> with ReLU6 and torchvision's names.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="stride">Step of the depthwise convolution; 1 with C = channels adds the shortcut.</param>
    /// <param name="expansion">The depthwise convolution has so many times C channels.</param>
    /// <returns>N×channels×⌈H / stride⌉×⌈W / stride⌉.</returns>
    public static Tensor Bottleneck(Tensor x, string name, int channels, int stride = 1, int expansion = 6)
    {
        var depthwise = expansion == 1 ? 0 : 1;
        var names = new InvertedResidual.Names(
            ConvBnNames.Numbered($"{name}.conv.0"), ConvBnNames.Numbered($"{name}.conv.{depthwise}"), "",
            new($"{name}.conv.{depthwise + 1}", $"{name}.conv.{depthwise + 2}"));
        return InvertedResidual.Block(x, names, channels, expansion * x.Channels, y => y.Relu6(), stride: stride);
    }
}
