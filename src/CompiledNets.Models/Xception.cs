#nullable enable

namespace CompiledNets.Models;

/// <summary>
/// Xception (Chollet, arXiv 1610.02357): the Inception hypothesis taken to its end, where every channel is convolved by itself.
/// Layer names are those of timm's <c>legacy_xception</c>.
/// </summary>
internal static class Xception
{
    /// <summary>Xception, figure 5 of the paper.</summary>
    /// <param name="x">Images, N×3×H×W; 299×299 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="middle">Modules of the middle flow.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Forward(Tensor x, int classes = 1000, int middle = 8)
    {
        x = x.ConvBn(new("conv1", "bn1"), 32, 3, stride: 2, padding: 0).Relu();
        x = x.ConvBn(new("conv2", "bn2"), 64, 3, padding: 0).Relu();

        x = Block(x, "block1", [128, 128], stride: 2, activatesFirst: false);
        x = Block(x, "block2", [256, 256], stride: 2);
        x = Block(x, "block3", [728, 728], stride: 2);
        for (var i = 0; i < middle; i++) x = Block(x, $"block{4 + i}", [728, 728, 728]);
        x = Block(x, $"block{4 + middle}", [728, 1024], stride: 2);

        x = SeparableConv(x, "conv3", 1536).BatchNorm2d("bn3").Relu();
        x = SeparableConv(x, "conv4", 2048).BatchNorm2d("bn4").Relu();
        return x.AdaptiveAvgPool2d(1).Flatten().Linear("fc", classes);
    }

    /// <summary>
    /// A module of figure 5 of the paper: ReLU, separable convolution and batch normalization in turn, and a shortcut, which is a 1×1
    /// convolution where the size changes.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <param name="channels">Output channels of each separable convolution.</param>
    /// <param name="stride">2 ends in a 3×3 max pool of that stride.</param>
    /// <param name="activatesFirst">Whether it begins with the ReLU, as all modules but the first do.</param>
    /// <returns>N×channels[^1]×⌈H / stride⌉×⌈W / stride⌉.</returns>
    public static Tensor Block(Tensor x, string name, int[] channels, int stride = 1, bool activatesFirst = true)
    {
        var (y, index) = (x, 0);
        for (var i = 0; i < channels.Length; i++)
        {
            if (i > 0 || activatesFirst)
            {
                y = y.Relu();
                index++;
            }
            y = SeparableConv(y, $"{name}.rep.{index++}", channels[i]).BatchNorm2d($"{name}.rep.{index++}");
        }
        if (stride != 1) y = y.MaxPool2d(3, stride, padding: 1);
        return stride == 1 && x.Channels == y.Channels
            ? y + x
            : y + x.ConvBn(new($"{name}.skip", $"{name}.skipbn"), y.Channels, 1, stride);
    }

    /// <summary>A depthwise separable convolution with nothing between its two steps, as section 4.7 of the paper found best.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="channels">Output channels.</param>
    /// <returns>N×channels×H×W.</returns>
    public static Tensor SeparableConv(Tensor x, string name, int channels) =>
        x.Conv2d($"{name}.conv1", x.Channels, 3, padding: 1, groups: x.Channels, bias: false)
            .Conv2d($"{name}.pointwise", channels, 1, bias: false);

    /// <summary>
    /// The simplified Inception module, figures 2 and 3 of the paper: 1×1 convolutions and 3×3 ones behind them. Written as figure 3
    /// has it, one large 1×1 convolution whose output the 3×3 ones divide among them.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module; nothing where the module is the net.</param>
    /// <param name="channels">Output channels of all towers together.</param>
    /// <param name="towers">The number of towers; 3 in the figure.</param>
    /// <returns>N×channels×H×W.</returns>
    public static Tensor SimplifiedInception(Tensor x, string name, int channels, int towers = 3) =>
        x.Conv2d(StateDictKey.Join(name, "point"), channels, 1, bias: false)
            .ConvBn(new(StateDictKey.Join(name, "spatial"), StateDictKey.Join(name, "bn")), channels, 3, groups: towers)
            .Relu();

    /// <summary>The extreme version of the Inception module, figure 4 of the paper: a 3×3 convolution per output of the 1×1 one.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module; nothing where the module is the net.</param>
    /// <param name="channels">Output channels.</param>
    /// <returns>N×channels×H×W.</returns>
    public static Tensor ExtremeInception(Tensor x, string name, int channels) => SimplifiedInception(x, name, channels, towers: channels);
}
