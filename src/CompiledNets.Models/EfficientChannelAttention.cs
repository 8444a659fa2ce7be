using System;

namespace CompiledNets.Models;

/// <summary>
/// Efficient channel attention (Wang et al., arXiv 1910.03151): the gate of each channel sees a few neighbouring channels, by one
/// kernel for all. Layer names are those of timm's <c>EcaModule</c>.
/// </summary>
internal static class EfficientChannelAttention
{
    /// <summary>The ECA module, figure 2: global pooling, a convolution over the channels, the sigmoid.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="kernelSize">Channels that a gate sees, odd; by equation 12 of the paper where not given.</param>
    /// <returns>N×C×H×W.</returns>
    public static Tensor Module(Tensor x, string name, int? kernelSize = null)
    {
        var size = kernelSize ?? KernelSize(x.Channels);
        var pooled = x.AdaptiveAvgPool2d(1).Reshape(x.Shape[0], 1, x.Channels);
        var gates = pooled.Conv1d($"{name}.conv", 1, size, padding: size / 2, bias: false).Sigmoid();
        return x * gates.Reshape(x.Shape[0], x.Channels, 1, 1);
    }

    /// <summary>The module on every residual branch, for the networks that take a <see cref="ResNetStyle"/>, named as in timm.</summary>
    public static ResNetStyle Style => new() { Attention = (branch, name) => Module(branch, $"{name}.se") };

    /// <summary>ECA-Net50, table 2: ResNet-50 with the module on every residual branch.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor ResNet50(Tensor x, int classes = 1000) => ResNet.ResNet50(x, classes, Style);

    /// <summary>timm's <c>ecaresnet50d</c>: the same with the stem and the shortcuts of ResNet-D.</summary>
    /// <inheritdoc cref="ResNet50"/>
    public static Tensor ResNet50D(Tensor x, int classes = 1000) =>
        ResNet.ResNet50(x, classes, ResNetStyle.D with { Attention = Style.Attention });

    /// <summary>The kernel size of equation 12, with γ = 2 and b = 1: |log2(C) / γ + b / γ|, made odd, and at least 3.</summary>
    /// <param name="channels">C.</param>
    public static int KernelSize(int channels)
    {
        var size = (int)Math.Abs((Math.Log(channels, 2) + 1) / 2);
        return Math.Max(size % 2 == 0 ? size + 1 : size, 3);
    }
}
