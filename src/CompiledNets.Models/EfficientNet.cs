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

    /// <summary>Width and depth multipliers of B0 to B7 and the images' height and width, as the authors published them.</summary>
    public static readonly (double Width, double Depth, int Resolution)[] Scales =
    [
        (1.0, 1.0, 224), (1.0, 1.1, 240), (1.1, 1.2, 260), (1.2, 1.4, 300), (1.4, 1.8, 380), (1.6, 2.2, 456), (1.8, 2.6, 528),
        (2.0, 3.1, 600),
    ];

    /// <summary>One stage of EfficientNetV2, a row of table 4 of arXiv 2104.00298.</summary>
    /// <param name="IsFused">Fused-MBConv instead of MBConv.</param>
    /// <param name="Expansion">The expansion ratio.</param>
    /// <param name="Stride">Stride of the first layer.</param>
    /// <param name="Channels">Output channels.</param>
    /// <param name="Layers">Number of layers.</param>
    public sealed record StageV2(bool IsFused, int Expansion, int Stride, int Channels, int Layers);

    private static readonly StageV2[] StagesV2S =
    [
        new(true, 1, 1, 24, 2), new(true, 4, 2, 48, 4), new(true, 4, 2, 64, 4),
        new(false, 4, 2, 128, 6), new(false, 6, 1, 160, 9), new(false, 6, 2, 256, 15),
    ];

    private static readonly StageV2[] StagesV2M =
    [
        new(true, 1, 1, 24, 3), new(true, 4, 2, 48, 5), new(true, 4, 2, 80, 5),
        new(false, 4, 2, 160, 7), new(false, 6, 1, 176, 14), new(false, 6, 2, 304, 18), new(false, 6, 1, 512, 5),
    ];

    private static readonly StageV2[] StagesV2L =
    [
        new(true, 1, 1, 32, 4), new(true, 4, 2, 64, 7), new(true, 4, 2, 96, 7),
        new(false, 4, 2, 192, 10), new(false, 6, 1, 224, 19), new(false, 6, 2, 384, 25), new(false, 6, 1, 640, 7),
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
        var (width, depth, _) = Scales[size];
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
    /// <param name="tensorFlow">SAME padding and the layer names of timm's <c>tf_efficientnetv2_s</c>.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor V2S(Tensor x, int classes = 1000, bool tensorFlow = false) => V2(x, StagesV2S, classes, tensorFlow);

    /// <summary>EfficientNetV2-M, for images of 480×480.</summary>
    /// <inheritdoc cref="V2S"/>
    public static Tensor V2M(Tensor x, int classes = 1000, bool tensorFlow = false) => V2(x, StagesV2M, classes, tensorFlow);

    /// <summary>EfficientNetV2-L, for images of 480×480.</summary>
    /// <inheritdoc cref="V2S"/>
    public static Tensor V2L(Tensor x, int classes = 1000, bool tensorFlow = false) => V2(x, StagesV2L, classes, tensorFlow);

    /// <summary>An EfficientNetV2 of any stages.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="stages">Its stages; the stem has as many channels as the first.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="tensorFlow">SAME padding and timm's layer names.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor V2(Tensor x, StageV2[] stages, int classes = 1000, bool tensorFlow = false)
    {
        const double Eps = 1e-3;
        Padding? padding = tensorFlow ? Padding.Same : null;
        var (stem, head, classifier) = tensorFlow
            ? (new("conv_stem", "bn1"), new("conv_head", "bn2"), "classifier")
            : (ConvBnNames.Numbered("features.0"), ConvBnNames.Numbered($"features.{stages.Length + 1}"), "classifier.1");
        x = x.ConvBn(stem, stages[0].Channels, 3, stride: 2, padding: padding, eps: Eps).Silu();
        for (var stage = 0; stage < stages.Length; stage++)
        {
            var (isFused, expansion, firstStride, channels, layers) = stages[stage];
            for (var i = 0; i < layers; i++)
            {
                var name = tensorFlow ? $"blocks.{stage}.{i}" : $"features.{stage + 1}.{i}.block";
                var stride = i == 0 ? firstStride : 1;
                x = (isFused, tensorFlow) switch
                {
                    (true, true) => FusedMBConv(x, TimmFusedNames(name, expansion != 1), channels, expansion, stride, padding, Eps),
                    (true, false) => FusedMBConv(x, name, channels, expansion, stride, Eps),
                    (false, true) => MBConv(
                        x, TimmNames(name, expands: true), channels, expansion, 3, stride, padding, Eps, "conv_reduce", "conv_expand"),
                    _ => MBConv(
                        x, InvertedResidual.Numbered(name, expands: true, squeezes: true), channels, expansion, 3, stride, eps: Eps),
                };
            }
        }
        x = x.ConvBn(head, 1280, 1, eps: Eps).Silu();
        return x.AdaptiveAvgPool2d(1).Flatten().Dropout(0.2).Linear(classifier, classes);
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
    public static Tensor FusedMBConv(Tensor x, string name, int channels, int expansion, int stride, double eps = 1e-3) =>
        FusedMBConv(x, (ConvBnNames.Numbered($"{name}.0"), ConvBnNames.Numbered($"{name}.1")), channels, expansion, stride, null, eps);

    private static Tensor FusedMBConv(
        Tensor x, (ConvBnNames Expand, ConvBnNames Project) names, int channels, int expansion, int stride, Padding? padding, double eps)
    {
        var y = x.ConvBn(names.Expand, expansion == 1 ? channels : expansion * x.Channels, 3, stride, padding: padding, eps: eps).Silu();
        if (expansion != 1) y = y.ConvBn(names.Project, channels, 1, eps: eps);
        return stride == 1 && channels == x.Channels ? x + y : y;
    }

    private static Tensor Numbered(Tensor x, int size, int classes)
    {
        var (width, depth, _) = Scales[size];
        return Scaled(x, width, depth, classes, eps: size < 5 ? 1e-5 : 1e-3);
    }

    private static InvertedResidual.Names TimmNames(string name, bool expands) =>
        expands
            ? new(
                new($"{name}.conv_pw", $"{name}.bn1"), new($"{name}.conv_dw", $"{name}.bn2"), $"{name}.se",
                new($"{name}.conv_pwl", $"{name}.bn3"))
            : new(default, new($"{name}.conv_dw", $"{name}.bn1"), $"{name}.se", new($"{name}.conv_pw", $"{name}.bn2"));

    private static (ConvBnNames Expand, ConvBnNames Project) TimmFusedNames(string name, bool expands) =>
        (new($"{name}.{(expands ? "conv_exp" : "conv")}", $"{name}.bn1"), new($"{name}.conv_pwl", $"{name}.bn2"));
}
