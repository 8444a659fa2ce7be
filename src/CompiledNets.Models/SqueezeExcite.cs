#nullable enable

using System;

namespace CompiledNets.Models;

/// <summary>
/// Squeeze-and-Excitation (Hu et al., arXiv 1709.01507): each channel is weighted by a gate that has seen the whole image.
/// </summary>
internal static class SqueezeExcite
{
    /// <summary>
    /// The SE block, figure 1 of the paper, as torchvision and timm have it: the two fully connected layers are 1×1 convolutions
    /// of one pixel.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block.</param>
    /// <param name="squeeze">Channels between, C / r in the paper with the reduction ratio r = 16.</param>
    /// <param name="activation">What follows the first layer; ReLU where not given.</param>
    /// <param name="gate">What makes weights of the second layer's output; the sigmoid where not given.</param>
    /// <param name="reduce">Name of the first layer within the block.</param>
    /// <param name="expand">Name of the second layer within the block.</param>
    /// <returns>N×C×H×W, the input times a weight per channel.</returns>
    public static Tensor Block(
        Tensor x, string name, int squeeze, Func<Tensor, Tensor>? activation = null, Func<Tensor, Tensor>? gate = null,
        string reduce = "fc1", string expand = "fc2")
    {
        var squeezed = x.AdaptiveAvgPool2d(1).Conv2d($"{name}.{reduce}", squeeze, 1);
        squeezed = activation is null ? squeezed.Relu() : activation(squeezed);
        var excited = squeezed.Conv2d($"{name}.{expand}", x.Channels, 1);
        return x * (gate is null ? excited.Sigmoid() : gate(excited));
    }

    /// <summary>The SE block, figure 1 of the paper, with fully connected layers <c>fc1</c> and <c>fc2</c>.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block.</param>
    /// <param name="squeeze">Features between, C / r in the paper with the reduction ratio r = 16.</param>
    /// <returns>N×C×H×W, the input times a weight per channel.</returns>
    public static Tensor LinearBlock(Tensor x, string name, int squeeze)
    {
        var squeezed = x.AdaptiveAvgPool2d(1).Flatten().Linear($"{name}.fc1", squeeze).Relu();
        var weights = squeezed.Linear($"{name}.fc2", x.Channels).Sigmoid();
        return x * weights.Reshape(x.Shape[0], x.Channels, 1, 1);
    }
}
