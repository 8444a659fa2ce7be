#nullable enable

namespace CompiledNets.Models;

/// <summary>The unit of all Inception nets from v2 on.</summary>
internal static class BasicConv2dExtensions
{
    /// <summary>
    /// A convolution without bias, batch normalization and ReLU, named as in torchvision's <c>BasicConv2d</c>: <c>name.conv</c> and
    /// <c>name.bn</c>. With stride 1 the size stays; with stride 2 nothing is padded, as everywhere in these nets.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="kernelSize">Height and width of the kernel.</param>
    /// <param name="stride">Step of the kernel.</param>
    /// <param name="padding">Zeros around the image, where it is not as said above.</param>
    /// <param name="eps">What batch normalization adds to the variance.</param>
    /// <returns>N×channels×H'×W'.</returns>
    public static Tensor BasicConv2d(
        this Tensor x, string name, int channels, Size2 kernelSize, int stride = 1, Padding? padding = null, double eps = 1e-3) =>
        x.ConvBn(ConvBnNames.Spelled(name), channels, kernelSize, stride, padding: padding ?? (stride == 1 ? null : Padding.None), eps: eps)
            .Relu();
}
