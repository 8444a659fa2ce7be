#nullable enable

namespace CompiledNets.Models;

/// <summary>State-dict prefixes of a convolution and of the batch normalization behind it.</summary>
/// <param name="Conv">Prefix of the convolution.</param>
/// <param name="BatchNorm">Prefix of the batch normalization.</param>
internal readonly record struct ConvBnNames(string Conv, string BatchNorm)
{
    /// <summary><c>name.0</c> and <c>name.1</c>, as in torchvision's <c>Conv2dNormActivation</c>.</summary>
    /// <param name="name">Prefix of both.</param>
    public static ConvBnNames Numbered(string name) => new($"{name}.0", $"{name}.1");

    /// <summary><c>name.conv</c> and <c>name.bn</c>, as in torchvision's <c>BasicConv2d</c>.</summary>
    /// <param name="name">Prefix of both.</param>
    public static ConvBnNames Spelled(string name) => new($"{name}.conv", $"{name}.bn");
}

/// <summary>The pair that modern nets are made of: a convolution without bias and its batch normalization.</summary>
internal static class ConvBnExtensions
{
    /// <summary>A convolution without bias, padded so that stride 1 keeps the size, then batch normalization.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="names">State-dict prefixes.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="kernelSize">Height and width of the kernel.</param>
    /// <param name="stride">Step of the kernel.</param>
    /// <param name="groups">Groups of channels that do not mix; as many as channels makes it depthwise.</param>
    /// <param name="padding">Zeros around the image; half the kernel where not given.</param>
    /// <param name="eps">What batch normalization adds to the variance.</param>
    /// <returns>N×channels×H'×W'.</returns>
    public static Tensor ConvBn(
        this Tensor x, ConvBnNames names, int channels, Size2 kernelSize, int stride = 1, int groups = 1, Padding? padding = null,
        double eps = 1e-5)
    {
        Padding half = (kernelSize.Height / 2, kernelSize.Width / 2);
        return x.Conv2d(names.Conv, channels, kernelSize, stride, padding ?? half, groups: groups, bias: false)
            .BatchNorm2d(names.BatchNorm, eps);
    }
}
