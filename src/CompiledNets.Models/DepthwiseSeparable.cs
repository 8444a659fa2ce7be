#nullable enable

using System;

namespace CompiledNets.Models;

/// <summary>
/// A convolution in two steps: each channel by itself in space, then all channels at each pixel. I·K² + I·O weights instead of
/// I·O·K².
/// </summary>
internal static class DepthwiseSeparable
{
    /// <summary>
    /// The depthwise separable convolution of MobileNets (arXiv 1704.04861), figure 3 on the right: depthwise, batch normalization,
    /// activation, 1×1, batch normalization, activation.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="depthwise">State-dict prefixes of the depthwise convolution.</param>
    /// <param name="pointwise">State-dict prefixes of the 1×1 convolution.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="activation">What follows each batch normalization.</param>
    /// <param name="stride">Step of the depthwise convolution.</param>
    /// <param name="kernelSize">Kernel of the depthwise convolution.</param>
    /// <returns>N×channels×⌈H / stride⌉×⌈W / stride⌉.</returns>
    public static Tensor Block(
        Tensor x, ConvBnNames depthwise, ConvBnNames pointwise, int channels, Func<Tensor, Tensor> activation, int stride = 1,
        int kernelSize = 3)
    {
        x = activation(x.ConvBn(depthwise, x.Channels, kernelSize, stride, groups: x.Channels));
        return activation(x.ConvBn(pointwise, channels, 1));
    }
}
