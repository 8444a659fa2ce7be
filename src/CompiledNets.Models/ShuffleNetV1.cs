#nullable enable

using System;

namespace CompiledNets.Models;

/// <summary>
/// ShuffleNet (Zhang et al., arXiv 1707.01083): grouped 1×1 convolutions, and a shuffle of the channels so that the groups mix.
/// </summary>
internal static class ShuffleNetV1
{
    /// <summary>ShuffleNet of table 1 of the paper.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="groups">Groups of the 1×1 convolutions; 1, 2, 3, 4 or 8. More of them make wider nets at equal cost.</param>
    /// <param name="scale">Scale s of all channels but those of the first convolution; 0.25, 0.5 or 1 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="repeats">Units of each stage; 4, 8 and 4 where not given.</param>
    /// <returns>N×classes logits.</returns>
    /// <exception cref="ArgumentException">The paper has no widths for so many groups.</exception>
    public static Tensor Forward(Tensor x, int groups = 3, double scale = 1, int classes = 1000, int[]? repeats = null)
    {
        var channels = scale * groups switch
        {
            1 => 144,
            2 => 200,
            3 => 240,
            4 => 272,
            8 => 384,
            _ => throw new ArgumentException($"ShuffleNet has 1, 2, 3, 4 or 8 groups, not {groups}"),
        };
        x = x.ConvBn(ConvBnNames.Spelled("conv1"), 24, 3, stride: 2).Relu().MaxPool2d(3, stride: 2, padding: 1);
        repeats ??= [4, 8, 4];
        for (var stage = 2; stage < repeats.Length + 2; stage++)
        {
            for (var i = 0; i < repeats[stage - 2]; i++)
                // The paper does not group the first of all 1×1 convolutions, which sees only 24 channels.
                x = Unit(
                    x, $"stage{stage}.{i}", (int)channels, groups, stride: i == 0 ? 2 : 1, firstGroups: (stage, i) == (2, 0) ? 1 : groups);
            channels *= 2;
        }
        return x.AdaptiveAvgPool2d(1).Flatten().Linear("head.fc", classes);
    }

    /// <summary>
    /// The ShuffleNet unit, figure 2 of the paper: (b) with stride 1, where input and output are added; (c) with stride 2, where the
    /// averaged input is concatenated.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the unit.</param>
    /// <param name="channels">
    /// Output channels; C with stride 1, more than C with stride 2. The bottleneck has a quarter of them, rounded up to whole groups.
    /// </param>
    /// <param name="groups">Groups of the 1×1 convolutions and of the shuffle between.</param>
    /// <param name="stride">1 for (b), 2 for (c).</param>
    /// <param name="firstGroups">Groups of the first 1×1 convolution, where they differ.</param>
    /// <returns>N×channels×⌈H / stride⌉×⌈W / stride⌉.</returns>
    public static Tensor Unit(Tensor x, string name, int channels, int groups, int stride = 1, int? firstGroups = null)
    {
        var bottleneck = (channels / 4 + groups - 1) / groups * groups;
        var y = x.ConvBn(ConvBnNames.Spelled($"{name}.gconv1"), bottleneck, 1, groups: firstGroups ?? groups).Relu();
        y = y.ChannelShuffle(groups);
        y = y.ConvBn(ConvBnNames.Spelled($"{name}.dw"), bottleneck, 3, stride, groups: bottleneck);
        var outputs = stride == 1 ? channels : channels - x.Channels;
        y = y.ConvBn(ConvBnNames.Spelled($"{name}.gconv2"), outputs, 1, groups: groups);
        return (stride == 1 ? x + y : Tensor.Concat(x.AvgPool2d(3, stride, padding: 1), y)).Relu();
    }
}
