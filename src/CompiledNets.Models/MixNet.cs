#nullable enable

namespace CompiledNets.Models;

/// <summary>
/// MixNet (Tan and Le, arXiv 1907.09595), figure 5 of the paper: inverted residuals whose depthwise convolutions mix kernel sizes.
/// Layer names are those of timm's <c>mixnet_s</c>, and of its <c>tf_mixnet_s</c> with SAME padding and 1e-3 in batch normalization.
/// </summary>
internal static class MixNet
{
    /// <summary>Blocks of one stage, the first of which may have a stride.</summary>
    /// <param name="Kernels">Kernels of the depthwise convolution, one per group of channels.</param>
    /// <param name="ExpandGroups">Groups of the 1×1 convolution that expands.</param>
    /// <param name="ProjectGroups">Groups of the 1×1 convolution that projects.</param>
    /// <param name="Stride">Step of the depthwise convolution.</param>
    /// <param name="Expansion">The depthwise convolution has so many times the input's channels.</param>
    /// <param name="Channels">Output channels.</param>
    /// <param name="Squeeze">Channels within squeeze and excitation per input channel; 0 for none, and then ReLU instead of swish.</param>
    /// <param name="Repeat">Number of such blocks in a row.</param>
    public sealed record Row(
        int[] Kernels, int ExpandGroups, int ProjectGroups, int Stride, int Expansion, int Channels, double Squeeze, int Repeat = 1);

    private static readonly Row[][] StagesS =
    [
        [new([3], 2, 2, 2, 6, 24, 0), new([3], 2, 2, 1, 3, 24, 0)],
        [new([3, 5, 7], 1, 1, 2, 6, 40, 0.5), new([3, 5], 2, 2, 1, 6, 40, 0.5, 3)],
        [new([3, 5, 7], 1, 2, 2, 6, 80, 0.25), new([3, 5], 1, 2, 1, 6, 80, 0.25, 2)],
        [new([3, 5, 7], 2, 2, 1, 6, 120, 0.5), new([3, 5, 7, 9], 2, 2, 1, 3, 120, 0.5, 2)],
        [new([3, 5, 7, 9, 11], 1, 1, 2, 6, 200, 0.5), new([3, 5, 7, 9], 1, 2, 1, 6, 200, 0.5, 2)],
    ];

    private static readonly Row[][] StagesM =
    [
        [new([3, 5, 7], 2, 2, 2, 6, 32, 0), new([3], 2, 2, 1, 3, 32, 0)],
        [new([3, 5, 7, 9], 1, 1, 2, 6, 40, 0.5), new([3, 5], 2, 2, 1, 6, 40, 0.5, 3)],
        [new([3, 5, 7], 1, 1, 2, 6, 80, 0.25), new([3, 5, 7, 9], 2, 2, 1, 6, 80, 0.25, 3)],
        [new([3], 1, 1, 1, 6, 120, 0.5), new([3, 5, 7, 9], 2, 2, 1, 3, 120, 0.5, 3)],
        [new([3, 5, 7, 9], 1, 1, 2, 6, 200, 0.5), new([3, 5, 7, 9], 1, 2, 1, 6, 200, 0.5, 3)],
    ];

    /// <summary>MixNet-S, figure 5a of the paper.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="width">Width multiplier.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="tensorFlow">As trained in TensorFlow: SAME padding and 1e-3 in batch normalization.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor S(Tensor x, double width = 1, int classes = 1000, bool tensorFlow = false) =>
        Net(x, StagesS, 16, width, classes, tensorFlow);

    /// <summary>MixNet-M, figure 5b of the paper.</summary>
    /// <inheritdoc cref="S"/>
    public static Tensor M(Tensor x, double width = 1, int classes = 1000, bool tensorFlow = false) =>
        Net(x, StagesM, 24, width, classes, tensorFlow);

    /// <summary>MixNet-L, which is MixNet-M at width 1.3.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="tensorFlow">As trained in TensorFlow: SAME padding and 1e-3 in batch normalization.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor L(Tensor x, int classes = 1000, bool tensorFlow = false) => M(x, width: 1.3, classes, tensorFlow);

    /// <summary>The block: an <see cref="InvertedResidual"/> whose three convolutions are <see cref="MixConv"/>s.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block.</param>
    /// <param name="row">Its kernels and groups.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="stride">Step of the depthwise convolution; 1 with C = channels adds the shortcut.</param>
    /// <param name="padding">Padding of the depthwise convolution; half of each kernel where not given.</param>
    /// <param name="eps">What batch normalization adds to the variance.</param>
    /// <returns>N×channels×⌈H / stride⌉×⌈W / stride⌉.</returns>
    public static Tensor Block(
        Tensor x, string name, Row row, int channels, int stride, Padding? padding = null, double eps = 1e-5)
    {
        Tensor Activation(Tensor t) => row.Squeeze > 0 ? t.Silu() : t.Relu();
        var y = MixConv.Pointwise(x, $"{name}.conv_pw", row.Expansion * x.Channels, row.ExpandGroups).BatchNorm2d($"{name}.bn1", eps);
        y = MixConv.Depthwise(Activation(y), $"{name}.conv_dw", row.Kernels, stride, padding).BatchNorm2d($"{name}.bn2", eps);
        y = Activation(y);
        if (row.Squeeze > 0)
            y = SqueezeExcite.Block(
                y, $"{name}.se", (int)(row.Squeeze * x.Channels), t => t.Silu(), reduce: "conv_reduce", expand: "conv_expand");
        y = MixConv.Pointwise(y, $"{name}.conv_pwl", channels, row.ProjectGroups).BatchNorm2d($"{name}.bn3", eps);
        return stride == 1 && channels == x.Channels ? x + y : y;
    }

    /// <summary>A network of any stages.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="stages">The blocks of each stage.</param>
    /// <param name="stem">Channels before the first stage.</param>
    /// <param name="width">Width multiplier.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="tensorFlow">As trained in TensorFlow: SAME padding and 1e-3 in batch normalization.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Net(Tensor x, Row[][] stages, int stem, double width = 1, int classes = 1000, bool tensorFlow = false)
    {
        Padding? padding = tensorFlow ? Padding.Same : null;
        var eps = tensorFlow ? 1e-3 : 1e-5;
        x = x.ConvBn(new("conv_stem", "bn1"), Widths.Round(stem * width), 3, stride: 2, padding: padding, eps: eps).Relu();
        x += x.ConvBn(new("blocks.0.0.conv_dw", "blocks.0.0.bn1"), x.Channels, 3, groups: x.Channels, eps: eps).Relu()
            .ConvBn(new("blocks.0.0.conv_pw", "blocks.0.0.bn2"), x.Channels, 1, eps: eps);
        for (var stage = 0; stage < stages.Length; stage++)
        {
            var index = 0;
            foreach (var row in stages[stage])
                for (var i = 0; i < row.Repeat; i++)
                    x = Block(
                        x, $"blocks.{stage + 1}.{index++}", row, Widths.Round(row.Channels * width), i == 0 ? row.Stride : 1, padding, eps);
        }
        x = x.ConvBn(new("conv_head", "bn2"), 1536, 1, eps: eps).Relu();
        return x.AdaptiveAvgPool2d(1).Flatten().Linear("classifier", classes);
    }
}
