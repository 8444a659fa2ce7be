#nullable enable

namespace CompiledNets.Models;

/// <summary>
/// MobileNetV3 (Howard et al., arXiv 1905.02244): searched inverted residuals with squeeze and excitation and the hard swish.
/// Layer names are those of torchvision's <c>mobilenet_v3_small</c> and <c>mobilenet_v3_large</c>.
/// </summary>
internal static class MobileNetV3
{
    // As TensorFlow has it, and so every checkpoint.
    private const double Eps = 1e-3;

    /// <summary>One row of tables 1 and 2 of the paper.</summary>
    /// <param name="Kernel">Kernel of the depthwise convolution.</param>
    /// <param name="Expanded">Channels of the depthwise convolution.</param>
    /// <param name="Channels">Output channels.</param>
    /// <param name="Squeezes">Column SE: whether there is squeeze and excitation.</param>
    /// <param name="IsHard">Column NL: hard swish (HS) instead of ReLU (RE).</param>
    /// <param name="Stride">Step of the depthwise convolution.</param>
    public sealed record Row(int Kernel, int Expanded, int Channels, bool Squeezes, bool IsHard, int Stride);

    private static readonly Row[] LargeRows =
    [
        new(3, 16, 16, false, false, 1),
        new(3, 64, 24, false, false, 2), new(3, 72, 24, false, false, 1),
        new(5, 72, 40, true, false, 2), new(5, 120, 40, true, false, 1), new(5, 120, 40, true, false, 1),
        new(3, 240, 80, false, true, 2), new(3, 200, 80, false, true, 1), new(3, 184, 80, false, true, 1), new(3, 184, 80, false, true, 1),
        new(3, 480, 112, true, true, 1), new(3, 672, 112, true, true, 1),
        new(5, 672, 160, true, true, 2), new(5, 960, 160, true, true, 1), new(5, 960, 160, true, true, 1),
    ];

    private static readonly Row[] SmallRows =
    [
        new(3, 16, 16, true, false, 2),
        new(3, 72, 24, false, false, 2), new(3, 88, 24, false, false, 1),
        new(5, 96, 40, true, true, 2), new(5, 240, 40, true, true, 1), new(5, 240, 40, true, true, 1),
        new(5, 120, 48, true, true, 1), new(5, 144, 48, true, true, 1),
        new(5, 288, 96, true, true, 2), new(5, 576, 96, true, true, 1), new(5, 576, 96, true, true, 1),
    ];

    /// <summary>MobileNetV3-Large, table 1 of the paper.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="width">Width multiplier; 0.35 to 1.25 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Large(Tensor x, double width = 1, int classes = 1000) =>
        Net(x, LargeRows, 1280, width, classes);

    /// <summary>MobileNetV3-Small, table 2 of the paper.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="width">Width multiplier; 0.35 to 1.25 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Small(Tensor x, double width = 1, int classes = 1000) =>
        Net(x, SmallRows, 1024, width, classes);

    /// <summary>The block of figure 4 of the paper: <see cref="InvertedResidual"/> with a hard sigmoid as the gate.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="expanded">Channels of the depthwise convolution; C where nothing is expanded.</param>
    /// <param name="kernelSize">Kernel of the depthwise convolution.</param>
    /// <param name="stride">Step of the depthwise convolution; 1 with C = channels adds the shortcut.</param>
    /// <param name="squeezes">Whether there is squeeze and excitation.</param>
    /// <param name="isHard">Hard swish instead of ReLU.</param>
    /// <returns>N×channels×⌈H / stride⌉×⌈W / stride⌉.</returns>
    public static Tensor Bottleneck(
        Tensor x, string name, int channels, int expanded, int kernelSize, int stride, bool squeezes, bool isHard)
    {
        Tensor Activation(Tensor y) => isHard ? y.HardSwish() : y.Relu();
        Tensor Excite(Tensor y, string prefix) =>
            SqueezeExcite.Block(y, prefix, Widths.Round(expanded / 4), gate: z => z.HardSigmoid());
        return InvertedResidual.Block(
            x, InvertedResidual.Numbered($"{name}.block", expands: expanded != x.Channels, squeezes), channels, expanded, Activation,
            kernelSize, stride, squeezes ? Excite : null, eps: Eps);
    }

    /// <summary>A network of any rows.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="rows">Its blocks.</param>
    /// <param name="hidden">Features of the hidden linear layer.</param>
    /// <param name="width">Width multiplier, of the hidden layer too.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Net(Tensor x, Row[] rows, int hidden = 1280, double width = 1, int classes = 1000)
    {
        x = x.ConvBn(ConvBnNames.Numbered("features.0"), Widths.Round(16 * width), 3, stride: 2, eps: Eps).HardSwish();
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            x = Bottleneck(
                x, $"features.{i + 1}", Widths.Round(row.Channels * width), Widths.Round(row.Expanded * width), row.Kernel, row.Stride,
                row.Squeezes, row.IsHard);
        }
        x = x.ConvBn(ConvBnNames.Numbered($"features.{rows.Length + 1}"), 6 * x.Channels, 1, eps: Eps).HardSwish();
        x = x.AdaptiveAvgPool2d(1).Flatten().Linear("classifier.0", Widths.Round(hidden * width)).HardSwish();
        return x.Dropout(0.2).Linear("classifier.3", classes);
    }
}
