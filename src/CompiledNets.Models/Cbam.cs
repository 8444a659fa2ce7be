namespace CompiledNets.Models;

/// <summary>
/// Convolutional block attention (Woo et al., arXiv 1807.06521): a gate per channel, then a gate per pixel. Layer names are those
/// of timm's <c>CbamModule</c>.
/// </summary>
internal static class Cbam
{
    /// <summary>The module, figure 1: channel attention, then spatial attention.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="squeeze">Channels of the hidden layer, C / r in the paper with r = 16.</param>
    /// <returns>N×C×H×W.</returns>
    public static Tensor Module(Tensor x, string name, int squeeze) =>
        SpatialAttention(ChannelAttention(x, $"{name}.channel", squeeze), $"{name}.spatial");

    /// <summary>
    /// The module on every residual branch, figure 3, for the networks that take a <see cref="ResNetStyle"/>, named as in timm.
    /// </summary>
    /// <param name="reduction">The ratio r.</param>
    public static ResNetStyle Style(int reduction = 16) => new()
    {
        Attention = (branch, name) => Module(branch, $"{name}.se", branch.Channels / reduction),
    };

    /// <summary>ResNet-50 with CBAM on every residual branch, table 4.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor ResNet50(Tensor x, int classes = 1000) => ResNet.ResNet50(x, classes, Style());

    /// <summary>The channel attention module, figure 2 above: mean and maximum of each channel go through one shared network.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="squeeze">Channels of the hidden layer.</param>
    /// <returns>N×C×H×W.</returns>
    public static Tensor ChannelAttention(Tensor x, string name, int squeeze)
    {
        return x * (Shared(x.Mean([2, 3], keepDim: true)) + Shared(x.Amax([2, 3], keepDim: true))).Sigmoid();

        Tensor Shared(Tensor pooled) =>
            pooled.Conv2d($"{name}.fc1", squeeze, 1, bias: false).Relu().Conv2d($"{name}.fc2", x.Channels, 1, bias: false);
    }

    /// <summary>
    /// The spatial attention module, figure 2 below: mean and maximum over the channels of each pixel, a convolution over both.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="kernelSize">Size of the kernel; 7 in the paper.</param>
    /// <returns>N×C×H×W.</returns>
    public static Tensor SpatialAttention(Tensor x, string name, int kernelSize = 7)
    {
        var pooled = Tensor.Concat(x.Mean(1, keepDim: true), x.Amax(1, keepDim: true));
        return x * pooled.ConvBn(ConvBnNames.Spelled($"{name}.conv"), 1, kernelSize).Sigmoid();
    }
}
