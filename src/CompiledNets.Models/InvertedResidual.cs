#nullable enable

using System;

namespace CompiledNets.Models;

/// <summary>
/// The inverted residual with linear bottleneck of MobileNetV2 (arXiv 1801.04381), figures 3b and 4d: a 1×1 convolution expands,
/// a depthwise one filters, a 1×1 one without activation projects; the shortcut joins the narrow ends. With squeeze and
/// excitation between the last two it is the block of MobileNetV3 (arXiv 1905.02244), figure 4, and EfficientNet's MBConv.
/// </summary>
internal static class InvertedResidual
{
    /// <summary>Where the layers of a block stand in a state dict.</summary>
    /// <param name="Expand">The 1×1 convolution that expands; not used where there is nothing to expand.</param>
    /// <param name="Depthwise">The depthwise convolution.</param>
    /// <param name="SqueezeExcite">Prefix of squeeze and excitation, where the block has it.</param>
    /// <param name="Project">The 1×1 convolution that projects.</param>
    public sealed record Names(ConvBnNames Expand, ConvBnNames Depthwise, string SqueezeExcite, ConvBnNames Project);

    /// <summary>The layers numbered in a row, with those numbers left out that the block has no layer for, as torchvision does.</summary>
    /// <param name="name">Prefix of the row.</param>
    /// <param name="expands">Whether the block has the 1×1 convolution that expands.</param>
    /// <param name="squeezes">Whether the block has squeeze and excitation.</param>
    public static Names Numbered(string name, bool expands, bool squeezes)
    {
        var depthwise = expands ? 1 : 0;
        var project = squeezes ? depthwise + 2 : depthwise + 1;
        return new(
            ConvBnNames.Numbered($"{name}.0"), ConvBnNames.Numbered($"{name}.{depthwise}"), $"{name}.{depthwise + 1}",
            ConvBnNames.Numbered($"{name}.{project}"));
    }

    /// <summary>The block.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="names">State-dict prefixes.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="expanded">Channels of the depthwise convolution; C where nothing is expanded.</param>
    /// <param name="activation">What follows the first two convolutions.</param>
    /// <param name="kernelSize">Kernel of the depthwise convolution.</param>
    /// <param name="stride">Step of the depthwise convolution; 1 with C = channels adds the shortcut.</param>
    /// <param name="excite">Squeeze and excitation of the depthwise convolution's output; none where not given.</param>
    /// <param name="padding">Padding of the depthwise convolution; half the kernel where not given.</param>
    /// <param name="eps">What batch normalization adds to the variance.</param>
    /// <returns>N×channels×⌈H / stride⌉×⌈W / stride⌉.</returns>
    public static Tensor Block(
        Tensor x, Names names, int channels, int expanded, Func<Tensor, Tensor> activation, int kernelSize = 3, int stride = 1,
        Func<Tensor, string, Tensor>? excite = null, Padding? padding = null, double eps = 1e-5)
    {
        var y = expanded == x.Channels ? x : activation(x.ConvBn(names.Expand, expanded, 1, eps: eps));
        y = activation(y.ConvBn(names.Depthwise, expanded, kernelSize, stride, groups: expanded, padding, eps));
        if (excite is not null) y = excite(y, names.SqueezeExcite);
        y = y.ConvBn(names.Project, channels, 1, eps: eps);
        return stride == 1 && channels == x.Channels ? x + y : y;
    }
}
