#nullable enable

using System;

namespace CompiledNets.Models;

/// <summary>
/// Squeeze-and-excitation networks (Hu et al., arXiv 1709.01507): residual networks whose branches weight their channels before
/// they are added. Layer names are those of timm's <c>seresnet50</c>; in the networks named legacy, those of its ports of the
/// authors' networks, <c>legacy_seresnet50</c> and so on.
/// </summary>
internal static class SENet
{
    // The ratio r of the paper.
    private const int Reduction = 16;

    /// <summary>Squeeze-and-excitation on each residual branch, as timm's <c>se</c>, with r = 16.</summary>
    public static ResNetStyle Style => WithReduction(Reduction);

    /// <summary>
    /// Squeeze-and-excitation on each residual branch, as timm's <c>se</c>: the squeezed width is a multiple of 8. The networks that
    /// take a <see cref="ResNetStyle"/> become SE networks by it, at any depth and width.
    /// </summary>
    /// <param name="reduction">The ratio r; section 6.1 of the paper compares 2, 4, 8, 16 and 32.</param>
    public static ResNetStyle WithReduction(int reduction) => new()
    {
        Attention = (branch, name) => SqueezeExcite.Block(branch, $"{name}.se", Math.Max(8, (branch.Channels / reduction + 4) / 8 * 8)),
    };

    private static ResNetStyle Legacy => new()
    {
        Stem = x => LegacyPool(x.ConvBn(new("layer0.conv1", "layer0.bn1"), 64, 7, stride: 2).Relu()),
        Attention = (branch, name) => SqueezeExcite.Block(branch, $"{name}.se_module", branch.Channels / Reduction),
        Classifier = "last_linear",
    };

    /// <summary>SE-ResNet-18.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor SEResNet18(Tensor x, int classes = 1000) => ResNet.ResNet18(x, classes, Style);

    /// <summary>SE-ResNet-34.</summary>
    /// <inheritdoc cref="SEResNet18"/>
    public static Tensor SEResNet34(Tensor x, int classes = 1000) => ResNet.ResNet34(x, classes, Style);

    /// <summary>SE-ResNet-50, table 1.</summary>
    /// <inheritdoc cref="SEResNet18"/>
    public static Tensor SEResNet50(Tensor x, int classes = 1000) => ResNet.ResNet50(x, classes, Style);

    /// <summary>SE-ResNet-101.</summary>
    /// <inheritdoc cref="SEResNet18"/>
    public static Tensor SEResNet101(Tensor x, int classes = 1000) => ResNet.ResNet101(x, classes, Style);

    /// <summary>SE-ResNet-152.</summary>
    /// <inheritdoc cref="SEResNet18"/>
    public static Tensor SEResNet152(Tensor x, int classes = 1000) => ResNet.ResNet152(x, classes, Style);

    /// <summary>SE-ResNeXt-50, 32×4d, table 1.</summary>
    /// <inheritdoc cref="SEResNet18"/>
    public static Tensor SEResNeXt50(Tensor x, int classes = 1000) => ResNeXt.Net(x, [3, 4, 6, 3], classes, style: Style);

    /// <summary>SE-ResNeXt-101, 32×4d.</summary>
    /// <inheritdoc cref="SEResNet18"/>
    public static Tensor SEResNeXt101(Tensor x, int classes = 1000) => ResNeXt.Net(x, [3, 4, 23, 3], classes, style: Style);

    /// <summary>The authors' SE-ResNet with basic blocks.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Blocks of each stage: 2, 2, 2, 2 make 18 layers.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor LegacySEResNetOfBasicBlocks(Tensor x, int[] depths, int classes = 1000) =>
        ResNet.OfBasicBlocks(x, depths, classes, Legacy);

    /// <summary>The authors' SE-ResNet with bottlenecks, whose first 1×1 convolution has the stride.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Blocks of each stage: 3, 4, 6, 3 make 50 layers.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor LegacySEResNet(Tensor x, int[] depths, int classes = 1000) =>
        ResNet.OfBottlenecks(x, depths, classes, style: Legacy with { StridesFirst = true });

    /// <summary>The authors' SE-ResNeXt, 32×4d.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Blocks of each stage: 3, 4, 6, 3 make 50 layers.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor LegacySEResNeXt(Tensor x, int[] depths, int classes = 1000) => ResNeXt.Net(x, depths, classes, style: Legacy);

    /// <summary>
    /// SENet-154, of the authors' entry that won ILSVRC 2017: SE on ResNeXt-152 64×4d, half as many channels in each first 1×1
    /// convolution, three 3×3 convolutions as the stem, and 3×3 kernels in the shortcuts with stride.
    /// </summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor SENet154(Tensor x, int classes = 1000)
    {
        var style = Legacy with { Stem = SENet154Stem, StridedShortcutKernel = 3 };
        return ResNet.Net(
            x, [3, 8, 36, 3],
            (y, unit) => ResNet.Residual(y, unit.Name, SENet154Branch(y, unit), unit.Stride, style),
            classes, style);
    }

    private static Tensor SENet154Stem(Tensor x)
    {
        x = x.ConvBn(new("layer0.conv1", "layer0.bn1"), 64, 3, stride: 2).Relu();
        x = x.ConvBn(new("layer0.conv2", "layer0.bn2"), 64, 3).Relu();
        return LegacyPool(x.ConvBn(new("layer0.conv3", "layer0.bn3"), 128, 3).Relu());
    }

    private static Tensor SENet154Branch(Tensor x, ResidualUnit unit)
    {
        x = x.ConvBn(new($"{unit.Name}.conv1", $"{unit.Name}.bn1"), 2 * unit.Planes, 1).Relu();
        x = x.ConvBn(new($"{unit.Name}.conv2", $"{unit.Name}.bn2"), 4 * unit.Planes, 3, unit.Stride, groups: 64).Relu();
        return x.ConvBn(new($"{unit.Name}.conv3", $"{unit.Name}.bn3"), 4 * unit.Planes, 1);
    }

    // Caffe's pool rounds up and needs no padding.
    private static Tensor LegacyPool(Tensor x) => x.MaxPool2d(3, stride: 2, ceilMode: true);
}
