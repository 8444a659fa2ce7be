#nullable enable

namespace CompiledNets.Models;

/// <summary>
/// ShuffleNetV2 (Ma et al., arXiv 1807.11164): half of the channels pass a unit untouched, and the shuffle mixes them. Layer names
/// are those of torchvision's <c>shufflenet_v2_x1_0</c>.
/// </summary>
internal static class ShuffleNetV2
{
    /// <summary>ShuffleNetV2 0.5×, table 5 of the paper.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor X05(Tensor x, int classes = 1000) => Forward(x, 48, 1024, classes);

    /// <summary>ShuffleNetV2 1×, table 5 of the paper.</summary>
    /// <inheritdoc cref="X05"/>
    public static Tensor X10(Tensor x, int classes = 1000) => Forward(x, 116, 1024, classes);

    /// <summary>ShuffleNetV2 1.5×, table 5 of the paper.</summary>
    /// <inheritdoc cref="X05"/>
    public static Tensor X15(Tensor x, int classes = 1000) => Forward(x, 176, 1024, classes);

    /// <summary>ShuffleNetV2 2×, table 5 of the paper.</summary>
    /// <inheritdoc cref="X05"/>
    public static Tensor X20(Tensor x, int classes = 1000) => Forward(x, 244, 2048, classes);

    /// <summary>ShuffleNetV2 of any width.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="channels">Channels of stage 2, an even number; each further stage has twice as many.</param>
    /// <param name="features">Channels of the last convolution.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="repeats">Units of each stage; 4, 8 and 4 where not given.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Forward(Tensor x, int channels, int features, int classes = 1000, int[]? repeats = null)
    {
        x = x.ConvBn(ConvBnNames.Numbered("conv1"), 24, 3, stride: 2).Relu().MaxPool2d(3, stride: 2, padding: 1);
        repeats ??= [4, 8, 4];
        for (var stage = 2; stage < repeats.Length + 2; stage++)
        {
            x = DownUnit(x, $"stage{stage}.0", channels);
            for (var i = 1; i < repeats[stage - 2]; i++) x = Unit(x, $"stage{stage}.{i}");
            channels *= 2;
        }
        x = x.ConvBn(ConvBnNames.Numbered("conv5"), features, 1).Relu();
        return x.AdaptiveAvgPool2d(1).Flatten().Linear("fc", classes);
    }

    /// <summary>The basic unit, figure 3c of the paper: one half of the channels passes, the other is convolved; then a shuffle.</summary>
    /// <param name="x">N×C×H×W with an even C.</param>
    /// <param name="name">State-dict prefix of the unit.</param>
    /// <returns>N×C×H×W.</returns>
    public static Tensor Unit(Tensor x, string name)
    {
        var halves = x.Chunk(2);
        return Tensor.Concat(halves[0], Branch(halves[1], $"{name}.branch2", halves[1].Channels, stride: 1)).ChannelShuffle(2);
    }

    /// <summary>The unit for spatial down sampling, figure 3d of the paper: both branches see all channels, at stride 2.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the unit.</param>
    /// <param name="channels">Output channels, an even number.</param>
    /// <returns>N×channels×⌈H / 2⌉×⌈W / 2⌉.</returns>
    public static Tensor DownUnit(Tensor x, string name, int channels)
    {
        var shortcut = x.ConvBn(ConvBnNames.Numbered($"{name}.branch1"), x.Channels, 3, stride: 2, groups: x.Channels)
            .ConvBn(new($"{name}.branch1.2", $"{name}.branch1.3"), channels / 2, 1).Relu();
        return Tensor.Concat(shortcut, Branch(x, $"{name}.branch2", channels / 2, stride: 2)).ChannelShuffle(2);
    }

    private static Tensor Branch(Tensor x, string name, int channels, int stride) =>
        x.ConvBn(new($"{name}.0", $"{name}.1"), channels, 1).Relu()
            .ConvBn(new($"{name}.3", $"{name}.4"), channels, 3, stride, groups: channels)
            .ConvBn(new($"{name}.5", $"{name}.6"), channels, 1).Relu();
}
