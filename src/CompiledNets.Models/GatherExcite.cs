using System;

namespace CompiledNets.Models;

/// <summary>
/// Gather-Excite (Hu et al., arXiv 1810.12348): each pixel of each channel is weighted by a gate that has seen a neighbourhood of
/// some extent, as squeeze-and-excitation does with the whole image. The extent is a power of two, or <see cref="Global"/>.
/// </summary>
internal static class GatherExcite
{
    /// <summary>The extent that stands for the whole image.</summary>
    public const int Global = 0;

    // The ratio r of θ⁺, as in squeeze-and-excitation.
    private const int Reduction = 16;

    /// <summary>GE-θ⁻, section 3.2: the gate is the mean over the neighbourhood; there are no parameters.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="extent">2, 4, 8 or <see cref="Global"/>.</param>
    /// <returns>N×C×H×W.</returns>
    public static Tensor ThetaMinus(Tensor x, int extent) => Excite(x, Mean(x, extent));

    /// <summary>GE-θ, section 3.3: depthwise convolutions with stride gather the neighbourhood.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block.</param>
    /// <param name="extent">2, 4, 8 or <see cref="Global"/>.</param>
    /// <returns>N×C×H×W.</returns>
    public static Tensor Theta(Tensor x, string name, int extent) => Excite(x, Gather(x, extent, NumberedFrom($"{name}.gather")));

    /// <summary>GE-θ⁺, section 3.4: what θ gathers goes through the two 1×1 convolutions of squeeze-and-excitation.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block.</param>
    /// <param name="extent">2, 4, 8 or <see cref="Global"/>.</param>
    /// <returns>N×C×H×W.</returns>
    public static Tensor ThetaPlus(Tensor x, string name, int extent) =>
        Excite(x, Mix(Gather(x, extent, NumberedFrom($"{name}.gather")), $"{name}.mlp.0", $"{name}.mlp.2"));

    /// <summary>
    /// timm's <c>GatherExcite</c>: the mean, or with extra parameters the convolutions of θ, then the two 1×1 convolutions.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block.</param>
    /// <param name="extent">2, 4, 8 or <see cref="Global"/>.</param>
    /// <param name="extraParams">Whether convolutions gather the neighbourhood.</param>
    /// <returns>N×C×H×W.</returns>
    public static Tensor Timm(Tensor x, string name, int extent, bool extraParams = false)
    {
        // timm pads the kernel of the image's size as it does any other, and nearest resize brings the result to the image's size.
        Padding around = ((x.Height - 1) / 2, (x.Width - 1) / 2);
        var gathered = extraParams
            ? Gather(x, extent, index => new($"{name}.gather.conv{index + 1}", $"{name}.gather.norm{index + 1}"), around)
            : Mean(x, extent);
        return Excite(x, Mix(gathered, $"{name}.mlp.fc1", $"{name}.mlp.fc2"));
    }

    /// <summary>
    /// GE-θ⁻ on every residual branch, for the networks that take a <see cref="ResNetStyle"/>. All styles of this file name the other
    /// layers as <see cref="ResNetStyle.Paired"/> does, but for timm's.
    /// </summary>
    /// <param name="extent">2, 4, 8 or <see cref="Global"/>.</param>
    public static ResNetStyle ThetaMinusStyle(int extent) =>
        ResNetStyle.Paired with { Attention = (branch, _) => ThetaMinus(branch, extent) };

    /// <summary>GE-θ on every residual branch, for the networks that take a <see cref="ResNetStyle"/>.</summary>
    /// <param name="extent">2, 4, 8 or <see cref="Global"/>.</param>
    public static ResNetStyle ThetaStyle(int extent) =>
        ResNetStyle.Paired with { Attention = (branch, name) => Theta(branch, $"{name}.attn", extent) };

    /// <summary>GE-θ⁺ on every residual branch, for the networks that take a <see cref="ResNetStyle"/>.</summary>
    /// <param name="extent">2, 4, 8 or <see cref="Global"/>.</param>
    public static ResNetStyle ThetaPlusStyle(int extent) =>
        ResNetStyle.Paired with { Attention = (branch, name) => ThetaPlus(branch, $"{name}.attn", extent) };

    /// <summary>timm's <c>GatherExcite</c> on every residual branch, for the networks that take a <see cref="ResNetStyle"/>.</summary>
    /// <param name="extent">2, 4, 8 or <see cref="Global"/>.</param>
    /// <param name="extraParams">Whether convolutions gather the neighbourhood.</param>
    public static ResNetStyle TimmStyle(int extent, bool extraParams = false) =>
        ResNetStyle.Torchvision with { Attention = (branch, name) => Timm(branch, $"{name}.se", extent, extraParams) };

    /// <summary>ResNet-50 with GE-θ⁻ on every residual branch.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="extent">2, 4, 8 or <see cref="Global"/>.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor ResNet50ThetaMinus(Tensor x, int extent, int classes = 1000) =>
        ResNet.ResNet50(x, classes, ThetaMinusStyle(extent));

    /// <summary>ResNet-50 with GE-θ on every residual branch.</summary>
    /// <inheritdoc cref="ResNet50ThetaMinus"/>
    public static Tensor ResNet50Theta(Tensor x, int extent, int classes = 1000) =>
        ResNet.ResNet50(x, classes, ThetaStyle(extent));

    /// <summary>ResNet-50 with GE-θ⁺ on every residual branch.</summary>
    /// <inheritdoc cref="ResNet50ThetaMinus"/>
    public static Tensor ResNet50ThetaPlus(Tensor x, int extent, int classes = 1000) =>
        ResNet.ResNet50(x, classes, ThetaPlusStyle(extent));

    /// <summary>timm's ResNet-50 with its <c>GatherExcite</c> on every residual branch.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="extent">2, 4, 8 or <see cref="Global"/>.</param>
    /// <param name="extraParams">Whether convolutions gather the neighbourhood.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor TimmResNet50(Tensor x, int extent, bool extraParams = false, int classes = 1000) =>
        ResNet.ResNet50(x, classes, TimmStyle(extent, extraParams));

    // Windows of 2e − 1 pixels at every e-th one; what lies beside the image does not count.
    private static Tensor Mean(Tensor x, int extent) => extent == Global
        ? x.AdaptiveAvgPool2d(1)
        : x.AvgPool2d(2 * extent - 1, stride: extent, padding: extent - 1, countIncludePad: false);

    // A kernel of the image's size, or a chain of convolutions that each halve it.
    private static Tensor Gather(Tensor x, int extent, Func<int, ConvBnNames> keys, Padding globalPadding = default)
    {
        var channels = x.Channels;
        if (extent == Global) return x.ConvBn(keys(0), channels, (x.Height, x.Width), groups: channels, padding: globalPadding);
        for (var (index, reached) = (0, 1); reached < extent; index++, reached *= 2)
        {
            if (index > 0) x = x.Relu();
            x = x.ConvBn(keys(index), channels, 3, stride: 2, groups: channels);
        }
        return x;
    }

    private static Func<int, ConvBnNames> NumberedFrom(string name) =>
        index => new($"{name}.{3 * index}", $"{name}.{3 * index + 1}");

    private static Tensor Mix(Tensor x, string reduce, string expand) =>
        x.Conv2d(reduce, x.Channels / Reduction, 1).Relu().Conv2d(expand, x.Channels, 1);

    private static Tensor Excite(Tensor x, Tensor gathered) => x * gathered.Interpolate((x.Height, x.Width)).Sigmoid();
}
