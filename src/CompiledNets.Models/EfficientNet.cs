#nullable enable

using System;

namespace CompiledNets.Models;

/// <summary>
/// EfficientNet (Tan and Le, arXiv 1905.11946): one searched net, B0, whose depth (α = 1.2), width (β = 1.1) and resolution
/// (γ = 1.15) grow together, α·β²·γ² ≈ 2 per step. Layer names are those of torchvision's <c>efficientnet_b0</c>.
/// </summary>
internal static class EfficientNet
{
    /// <summary>Table 1 of the paper: expansion, kernel, stride, channels and layers of the stages 2 to 8 of B0.</summary>
    private static readonly (int Expansion, int Kernel, int Stride, int Channels, int Layers)[] Stages =
        [(1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3), (6, 5, 2, 192, 4), (6, 3, 1, 320, 1)];

    /// <summary>Width and depth multipliers of B0 to B7, as the authors published them.</summary>
    private static readonly (double Width, double Depth)[] Scales =
        [(1.0, 1.0), (1.0, 1.1), (1.1, 1.2), (1.2, 1.4), (1.4, 1.8), (1.6, 2.2), (1.8, 2.6), (2.0, 3.1)];

    /// <summary>Table 4 of EfficientNetV2 (arXiv 2104.00298): the stages 1 to 6 of V2-S, fused MBConvs first.</summary>
    private static readonly (bool IsFused, int Expansion, int Stride, int Channels, int Layers)[] StagesV2S =
    [
        (true, 1, 1, 24, 2), (true, 4, 2, 48, 4), (true, 4, 2, 64, 4),
        (false, 4, 2, 128, 6), (false, 6, 1, 160, 9), (false, 6, 2, 256, 15),
    ];

    /// <summary>EfficientNet-B0 of table 1, for images of 224×224.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor B0(Tensor x, int classes = 1000) => Numbered(x, 0, classes);

    /// <summary>EfficientNet-B1, for images of 240×240.</summary>
    /// <inheritdoc cref="B0"/>
    public static Tensor B1(Tensor x, int classes = 1000) => Numbered(x, 1, classes);

    /// <summary>EfficientNet-B2, for images of 260×260.</summary>
    /// <inheritdoc cref="B0"/>
    public static Tensor B2(Tensor x, int classes = 1000) => Numbered(x, 2, classes);

    /// <summary>EfficientNet-B3, for images of 300×300.</summary>
    /// <inheritdoc cref="B0"/>
    public static Tensor B3(Tensor x, int classes = 1000) => Numbered(x, 3, classes);

    /// <summary>EfficientNet-B4, for images of 380×380.</summary>
    /// <inheritdoc cref="B0"/>
    public static Tensor B4(Tensor x, int classes = 1000) => Numbered(x, 4, classes);

    /// <summary>EfficientNet-B5, for images of 456×456.</summary>
    /// <inheritdoc cref="B0"/>
    public static Tensor B5(Tensor x, int classes = 1000) => Numbered(x, 5, classes);

    /// <summary>EfficientNet-B6, for images of 528×528.</summary>
    /// <inheritdoc cref="B0"/>
    public static Tensor B6(Tensor x, int classes = 1000) => Numbered(x, 6, classes);

    /// <summary>EfficientNet-B7, for images of 600×600.</summary>
    /// <inheritdoc cref="B0"/>
    public static Tensor B7(Tensor x, int classes = 1000) => Numbered(x, 7, classes);

    /// <summary>An EfficientNet of any size, by the compound scaling of section 3.3 of the paper.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="width">What multiplies B0's channels.</param>
    /// <param name="depth">What multiplies the layers of each of B0's stages.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="eps">What batch normalization adds to the variance; torchvision's checkpoints have 1e-3 from B5 on.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Scaled(Tensor x, double width, double depth, int classes = 1000, double eps = 1e-5)
    {
        x = x.ConvBn(ConvBnNames.Numbered("features.0"), Widths.Round(32 * width), 3, stride: 2, eps: eps).Silu();
        for (var stage = 0; stage < Stages.Length; stage++)
        {
            var (expansion, kernel, stride, channels, layers) = Stages[stage];
            for (var i = 0; i < (int)Math.Ceiling(layers * depth); i++)
                x = MBConv(
                    x, InvertedResidual.Numbered($"features.{stage + 1}.{i}.block", expands: expansion != 1, squeezes: true),
                    Widths.Round(channels * width), expansion, kernel, i == 0 ? stride : 1, eps: eps);
        }
        x = x.ConvBn(ConvBnNames.Numbered($"features.{Stages.Length + 1}"), 4 * x.Channels, 1, eps: eps).Silu();
        return x.AdaptiveAvgPool2d(1).Flatten().Dropout(0.2).Linear("classifier.1", classes);
    }

    /// <summary>
    /// EfficientNet-B0 to B7 as trained in TensorFlow: SAME padding, 1e-3 in batch normalization, and the layer names of timm's
    /// <c>tf_efficientnet_b0</c>.
    /// </summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="size">The number behind the B.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor TensorFlow(Tensor x, int size, int classes = 1000)
    {
        const double Eps = 1e-3;
        var (width, depth) = Scales[size];
        x = x.ConvBn(new("conv_stem", "bn1"), Widths.Round(32 * width), 3, stride: 2, padding: Padding.Same, eps: Eps).Silu();
        for (var stage = 0; stage < Stages.Length; stage++)
        {
            var (expansion, kernel, stride, channels, layers) = Stages[stage];
            for (var i = 0; i < (int)Math.Ceiling(layers * depth); i++)
                x = MBConv(
                    x, TimmNames($"blocks.{stage}.{i}", expands: expansion != 1), Widths.Round(channels * width), expansion, kernel,
                    i == 0 ? stride : 1, Padding.Same, Eps, "conv_reduce", "conv_expand");
        }
        x = x.ConvBn(new("conv_head", "bn2"), Widths.Round(1280 * width), 1, eps: Eps).Silu();
        return x.AdaptiveAvgPool2d(1).Flatten().Dropout(0.2).Linear("classifier", classes);
    }

    /// <summary>EfficientNetV2-S, table 4 of arXiv 2104.00298, with torchvision's layer names.</summary>
    /// <param name="x">Images, N×3×H×W; 384×384 in torchvision.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor V2S(Tensor x, int classes = 1000)
    {
        const double Eps = 1e-3;
        x = x.ConvBn(ConvBnNames.Numbered("features.0"), 24, 3, stride: 2, eps: Eps).Silu();
        for (var stage = 0; stage < StagesV2S.Length; stage++)
        {
            var (isFused, expansion, firstStride, channels, layers) = StagesV2S[stage];
            for (var i = 0; i < layers; i++)
            {
                var (name, stride) = ($"features.{stage + 1}.{i}.block", i == 0 ? firstStride : 1);
                x = isFused
                    ? FusedMBConv(x, name, channels, expansion, stride, Eps)
                    : MBConv(x, InvertedResidual.Numbered(name, expands: true, squeezes: true), channels, expansion, 3, stride, eps: Eps);
            }
        }
        x = x.ConvBn(ConvBnNames.Numbered($"features.{StagesV2S.Length + 1}"), 1280, 1, eps: Eps).Silu();
        return x.AdaptiveAvgPool2d(1).Flatten().Dropout(0.2).Linear("classifier.1", classes);
    }

    /// <summary>
    /// MBConv: an <see cref="InvertedResidual"/> with swish, whose squeeze and excitation reduces to a quarter of the input's channels.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="names">State-dict prefixes.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="expansion">The depthwise convolution has so many times C channels.</param>
    /// <param name="kernelSize">Kernel of the depthwise convolution.</param>
    /// <param name="stride">Step of the depthwise convolution; 1 with C = channels adds the shortcut.</param>
    /// <param name="padding">Padding of the depthwise convolution; half the kernel where not given.</param>
    /// <param name="eps">What batch normalization adds to the variance.</param>
    /// <param name="reduce">Name of the first layer of squeeze and excitation.</param>
    /// <param name="expand">Name of the second layer of squeeze and excitation.</param>
    /// <returns>N×channels×⌈H / stride⌉×⌈W / stride⌉.</returns>
    public static Tensor MBConv(
        Tensor x, InvertedResidual.Names names, int channels, int expansion, int kernelSize, int stride, Padding? padding = null,
        double eps = 1e-5, string reduce = "fc1", string expand = "fc2") =>
        InvertedResidual.Block(
            x, names, channels, expansion * x.Channels, y => y.Silu(), kernelSize, stride,
            (y, name) => SqueezeExcite.Block(y, name, Math.Max(1, x.Channels / 4), z => z.Silu(), reduce: reduce, expand: expand),
            padding, eps);

    /// <summary>
    /// Fused-MBConv, figure 2 of arXiv 2104.00298: one 3×3 convolution instead of the expansion and the depthwise one, which
    /// accelerators run faster where there are few channels.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="expansion">The 3×3 convolution has so many times C channels; with 1 nothing is projected.</param>
    /// <param name="stride">Step of the 3×3 convolution; 1 with C = channels adds the shortcut.</param>
    /// <param name="eps">What batch normalization adds to the variance.</param>
    /// <returns>N×channels×⌈H / stride⌉×⌈W / stride⌉.</returns>
    public static Tensor FusedMBConv(Tensor x, string name, int channels, int expansion, int stride, double eps = 1e-3)
    {
        var y = x.ConvBn(ConvBnNames.Numbered($"{name}.0"), expansion == 1 ? channels : expansion * x.Channels, 3, stride, eps: eps).Silu();
        if (expansion != 1) y = y.ConvBn(ConvBnNames.Numbered($"{name}.1"), channels, 1, eps: eps);
        return stride == 1 && channels == x.Channels ? x + y : y;
    }

    private static Tensor Numbered(Tensor x, int size, int classes)
    {
        var (width, depth) = Scales[size];
        return Scaled(x, width, depth, classes, eps: size < 5 ? 1e-5 : 1e-3);
    }

    private static InvertedResidual.Names TimmNames(string name, bool expands) =>
        expands
            ? new(
                new($"{name}.conv_pw", $"{name}.bn1"), new($"{name}.conv_dw", $"{name}.bn2"), $"{name}.se",
                new($"{name}.conv_pwl", $"{name}.bn3"))
            : new(default, new($"{name}.conv_dw", $"{name}.bn1"), $"{name}.se", new($"{name}.conv_pw", $"{name}.bn2"));
}
