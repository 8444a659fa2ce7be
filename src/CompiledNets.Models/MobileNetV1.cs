#nullable enable

namespace CompiledNets.Models;

/// <summary>
/// MobileNets (Howard et al., arXiv 1704.04861): thirteen depthwise separable convolutions, thinned by a width multiplier α.
/// The resolution multiplier ρ is the size of the input.
/// </summary>
internal static class MobileNetV1
{
    /// <summary>Table 1 of the paper behind the first convolution: channels and stride of each depthwise separable convolution.</summary>
    public static readonly (int Channels, int Stride)[] Table1 =
    [
        (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1),
    ];

    /// <summary>MobileNet of table 1.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 at ρ = 1 in the paper.</param>
    /// <param name="alpha">Width multiplier α; 1, 0.75, 0.5 or 0.25 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="blocks">The depthwise separable convolutions; those of table 1 where not given.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Forward(Tensor x, double alpha = 1, int classes = 1000, (int Channels, int Stride)[]? blocks = null)
    {
        blocks ??= Table1;
        x = x.ConvBn(ConvBnNames.Spelled("stem"), (int)(32 * alpha), 3, stride: 2).Relu();
        for (var i = 0; i < blocks.Length; i++)
        {
            var (channels, stride) = blocks[i];
            x = DepthwiseSeparable.Block(
                x, ConvBnNames.Spelled($"blocks.{i}.0"), ConvBnNames.Spelled($"blocks.{i}.1"), (int)(channels * alpha),
                y => y.Relu(), stride);
        }
        return x.AdaptiveAvgPool2d(1).Flatten().Linear("head.fc", classes);
    }

    /// <summary>The same net as timm trains it: ReLU6, channels rounded to multiples of 8 and timm's layer names.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="alpha">Width multiplier; <c>mobilenetv1_100</c> has 1, <c>mobilenetv1_125</c> 1.25.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Timm(Tensor x, double alpha = 1, int classes = 1000)
    {
        x = x.ConvBn(new ConvBnNames("conv_stem", "bn1"), Widths.Round(32 * alpha), 3, stride: 2).Relu6();
        var (stage, index) = (0, 0);
        foreach (var (channels, stride) in Table1)
        {
            (stage, index) = stride == 2 ? (stage + 1, 0) : (stage, index);
            var name = $"blocks.{stage}.{index++}";
            x = DepthwiseSeparable.Block(
                x, new($"{name}.conv_dw", $"{name}.bn1"), new($"{name}.conv_pw", $"{name}.bn2"), Widths.Round(channels * alpha),
                y => y.Relu6(), stride);
        }
        return x.AdaptiveAvgPool2d(1).Flatten().Linear("classifier", classes);
    }
}
