#nullable enable

using System;

namespace CompiledNets.Models;

/// <summary>Where a block stands in a residual network.</summary>
/// <param name="Name">State-dict prefix, such as <c>layer2.0</c>.</param>
/// <param name="Stage">Number of the stage, 1 to 4; conv2_x to conv5_x in table 1 of the ResNet paper.</param>
/// <param name="Index">Number of the block within its stage, from 0.</param>
/// <param name="Planes">
/// <see cref="ResNetStyle.Width"/> in the first stage, twice as many in each later one; what block widths are multiples of.
/// </param>
/// <param name="Stride">2 in the first block of each stage but the first, else 1.</param>
internal sealed record ResidualUnit(string Name, int Stage, int Index, int Planes, int Stride);

/// <summary>
/// Deep residual learning (He et al., arXiv 1512.03385): blocks learn what to add to their input. Also the bottlenecks of twice the
/// width (Zagoruyko and Komodakis, arXiv 1605.07146), pre-activation (He et al., arXiv 1603.05027) and the plain network that the
/// paper compares with. Layer names are torchvision's unless a <see cref="ResNetStyle"/> says otherwise.
/// </summary>
internal static class ResNet
{
    /// <summary>ResNet-18, table 1: two basic blocks per stage.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="style">Names, shortcuts and attention.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor ResNet18(Tensor x, int classes = 1000, ResNetStyle? style = null) =>
        OfBasicBlocks(x, [2, 2, 2, 2], classes, style);

    /// <summary>ResNet-34, table 1: basic blocks.</summary>
    /// <inheritdoc cref="ResNet18"/>
    public static Tensor ResNet34(Tensor x, int classes = 1000, ResNetStyle? style = null) =>
        OfBasicBlocks(x, [3, 4, 6, 3], classes, style);

    /// <summary>ResNet-50, table 1: bottlenecks.</summary>
    /// <inheritdoc cref="ResNet18"/>
    public static Tensor ResNet50(Tensor x, int classes = 1000, ResNetStyle? style = null) =>
        OfBottlenecks(x, [3, 4, 6, 3], classes, style: style);

    /// <summary>ResNet-101, table 1: bottlenecks.</summary>
    /// <inheritdoc cref="ResNet18"/>
    public static Tensor ResNet101(Tensor x, int classes = 1000, ResNetStyle? style = null) =>
        OfBottlenecks(x, [3, 4, 23, 3], classes, style: style);

    /// <summary>ResNet-152, table 1: bottlenecks.</summary>
    /// <inheritdoc cref="ResNet18"/>
    public static Tensor ResNet152(Tensor x, int classes = 1000, ResNetStyle? style = null) =>
        OfBottlenecks(x, [3, 8, 36, 3], classes, style: style);

    /// <summary>Wide ResNet-50-2: the 3×3 convolutions of ResNet-50 at twice the width.</summary>
    /// <inheritdoc cref="ResNet18"/>
    public static Tensor WideResNet50(Tensor x, int classes = 1000, ResNetStyle? style = null) =>
        OfBottlenecks(x, [3, 4, 6, 3], classes, widthPerGroup: 128, style: style);

    /// <summary>Wide ResNet-101-2: the 3×3 convolutions of ResNet-101 at twice the width.</summary>
    /// <inheritdoc cref="ResNet18"/>
    public static Tensor WideResNet101(Tensor x, int classes = 1000, ResNetStyle? style = null) =>
        OfBottlenecks(x, [3, 4, 23, 3], classes, widthPerGroup: 128, style: style);

    /// <summary>
    /// The plain 34-layer network of figure 3: ResNet-34 without shortcuts, which trains worse than its 18-layer sibling.
    /// </summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="style">Names and width.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Plain34(Tensor x, int classes = 1000, ResNetStyle? style = null) => Plain(x, [3, 4, 6, 3], classes, style);

    /// <summary>A plain network of any depth: pairs of 3×3 convolutions without shortcuts.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Pairs of each stage: 2, 2, 2, 2 make 18 layers.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="style">Names and width.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Plain(Tensor x, int[] depths, int classes = 1000, ResNetStyle? style = null)
    {
        style ??= ResNetStyle.Torchvision;
        return Net(x, depths, (y, unit) => style.Activate(BasicBranch(y, unit.Name, unit.Planes, unit.Stride, style)), classes, style);
    }

    /// <summary>
    /// A pre-activation network of bottlenecks: identity all the way from the stem to the classifier. Layers are named as in
    /// timm's <c>resnetv2_50</c>.
    /// </summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Blocks of each stage: 3, 4, 6, 3 make 50 layers; 3, 24, 36, 3 make 200, table 5 of the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="width">Planes of the first stage; its blocks have 4 times as many channels.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor PreActivation(Tensor x, int[] depths, int classes = 1000, int width = 64) =>
        PreActivationNet(
            x, depths, (y, unit) => PreActivationBottleneck(y, unit.Name, unit.Planes, 4 * unit.Planes, unit.Stride), classes, width);

    /// <summary>A pre-activation network of basic blocks, with the layer names of timm's <c>resnetv2_18</c>.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Blocks of each stage: 2, 2, 2, 2 make 18 layers; 3, 4, 6, 3 make 34.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="width">Channels of the first stage.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor PreActivationOfBasicBlocks(Tensor x, int[] depths, int classes = 1000, int width = 64) =>
        PreActivationNet(x, depths, (y, unit) => PreActivationBasicBlock(y, unit.Name, unit.Planes, unit.Stride), classes, width);

    /// <summary>A network of basic blocks.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Blocks of each stage.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="style">Names, shortcuts and attention.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor OfBasicBlocks(Tensor x, int[] depths, int classes = 1000, ResNetStyle? style = null) =>
        Net(x, depths, (y, unit) => BasicBlock(y, unit.Name, unit.Planes, unit.Stride, style), classes, style);

    /// <summary>A network of bottlenecks.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Blocks of each stage.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="groups">Groups of the 3×3 convolutions: the cardinality of ResNeXt.</param>
    /// <param name="widthPerGroup">Channels per group of the first stage's 3×3 convolutions.</param>
    /// <param name="style">Names, shortcuts and attention.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor OfBottlenecks(
        Tensor x, int[] depths, int classes = 1000, int groups = 1, int widthPerGroup = 64, ResNetStyle? style = null) =>
        Net(
            x, depths,
            (y, unit) => Bottleneck(y, unit.Name, unit.Planes * widthPerGroup / 64 * groups, 4 * unit.Planes, unit.Stride, groups, style),
            classes, style);

    /// <summary>
    /// A network of any blocks: the stem, four stages of which each halves the image and doubles the width, the classifier.
    /// </summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Blocks of each stage.</param>
    /// <param name="block">Makes one block.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="style">Names and stem.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Net(
        Tensor x, int[] depths, Func<Tensor, ResidualUnit, Tensor> block, int classes = 1000, ResNetStyle? style = null)
    {
        style ??= ResNetStyle.Torchvision;
        x = style.Stem is { } stem ? stem(x) : Stem(x, style);
        return Classify(Stages(x, depths, block, style), classes, style);
    }

    /// <summary>The stem of the paper: a 7×7 convolution with stride 2 and a 3×3 maximum with stride 2.</summary>
    /// <param name="x">N×3×H×W.</param>
    /// <param name="style">Names and activation.</param>
    /// <returns>N×<see cref="ResNetStyle.Width"/>×H/4×W/4.</returns>
    public static Tensor Stem(Tensor x, ResNetStyle? style = null)
    {
        style ??= ResNetStyle.Torchvision;
        return style.Activate(x.ConvBn(style.Layer("", 1), style.Width, 7, stride: 2)).MaxPool2d(3, stride: 2, padding: 1);
    }

    /// <summary>
    /// Three 3×3 convolutions instead of the 7×7 one (ResNet-C, Bag of Tricks, arXiv 1812.01187, figure 2b), named as timm names
    /// them; 32, 32, 64 channels in its <c>d</c> networks, 24, 32, 64 in its <c>t</c> networks.
    /// </summary>
    /// <param name="x">N×3×H×W.</param>
    /// <param name="widths">Channels of the three convolutions.</param>
    /// <returns>N×widths[2]×H/4×W/4.</returns>
    public static Tensor DeepStem(Tensor x, int[] widths)
    {
        x = x.ConvBn(new("conv1.0", "conv1.1"), widths[0], 3, stride: 2).Relu();
        x = x.ConvBn(new("conv1.3", "conv1.4"), widths[1], 3).Relu();
        x = x.ConvBn(new("conv1.6", "bn1"), widths[2], 3).Relu();
        return x.MaxPool2d(3, stride: 2, padding: 1);
    }

    /// <summary>The four stages.</summary>
    /// <param name="x">What the stem returns, N×C×H×W.</param>
    /// <param name="depths">Blocks of each stage.</param>
    /// <param name="block">Makes one block.</param>
    /// <param name="style">Names.</param>
    /// <returns>The last block's output, N×C'×H/8×W/8.</returns>
    public static Tensor Stages(Tensor x, int[] depths, Func<Tensor, ResidualUnit, Tensor> block, ResNetStyle? style = null)
    {
        style ??= ResNetStyle.Torchvision;
        for (var stage = 1; stage <= depths.Length; stage++)
            for (var index = 0; index < depths[stage - 1]; index++)
            {
                var (planes, stride) = (style.Width << (stage - 1), stage > 1 && index == 0 ? 2 : 1);
                x = block(x, new ResidualUnit(style.Block(stage, index), stage, index, planes, stride));
            }
        return x;
    }

    /// <summary>The mean over all pixels and a linear layer.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="style">Names.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Classify(Tensor x, int classes, ResNetStyle? style = null) =>
        x.AdaptiveAvgPool2d(1).Flatten().Linear((style ?? ResNetStyle.Torchvision).Classifier, classes);

    /// <summary>
    /// The end of a pre-activation network: the norm and activation that its last addition lacks, the mean, a linear layer.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor PreActivationClassify(Tensor x, int classes) =>
        x.BatchNorm2d("norm").Relu().AdaptiveAvgPool2d(1).Conv2d("head.fc", classes, 1).Flatten();

    /// <summary>The basic block, figure 5 left: two 3×3 convolutions and the shortcut.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="channels">Channels of both convolutions.</param>
    /// <param name="stride">Stride of the first convolution.</param>
    /// <param name="style">Names, shortcut and attention.</param>
    /// <returns>N×channels×H/stride×W/stride.</returns>
    public static Tensor BasicBlock(Tensor x, string name, int channels, int stride = 1, ResNetStyle? style = null) =>
        Residual(x, name, BasicBranch(x, name, channels, stride, style), stride, style);

    /// <summary>The bottleneck, figure 5 right: 1×1 to fewer channels, 3×3, 1×1 to more, and the shortcut.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="width">Channels of the 3×3 convolution.</param>
    /// <param name="channels">Channels of the output; 4 times the width in the paper.</param>
    /// <param name="stride">Stride of the block.</param>
    /// <param name="groups">Groups of the 3×3 convolution.</param>
    /// <param name="style">Names, shortcut and attention.</param>
    /// <returns>N×channels×H/stride×W/stride.</returns>
    public static Tensor Bottleneck(
        Tensor x, string name, int width, int channels, int stride = 1, int groups = 1, ResNetStyle? style = null) =>
        Residual(x, name, BottleneckBranch(x, name, width, channels, stride, groups, style), stride, style);

    /// <summary>
    /// Full pre-activation, figure 4e of arXiv 1603.05027, with the bottleneck: norm and activation stand before each convolution,
    /// nothing behind the addition.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="width">Channels of the 3×3 convolution.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <param name="stride">Stride of the 3×3 convolution.</param>
    /// <returns>N×channels×H/stride×W/stride.</returns>
    public static Tensor PreActivationBottleneck(Tensor x, string name, int width, int channels, int stride = 1)
    {
        var active = x.BatchNorm2d($"{name}.norm1").Relu();
        var shortcut = PreActivationShortcut(x, active, name, channels, stride);
        var branch = active.Conv2d($"{name}.conv1", width, 1, bias: false).BatchNorm2d($"{name}.norm2").Relu();
        branch = branch.Conv2d($"{name}.conv2", width, 3, stride, padding: 1, bias: false).BatchNorm2d($"{name}.norm3").Relu();
        return branch.Conv2d($"{name}.conv3", channels, 1, bias: false) + shortcut;
    }

    /// <summary>Full pre-activation, figure 4e of arXiv 1603.05027, with two 3×3 convolutions.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="channels">Channels of both convolutions.</param>
    /// <param name="stride">Stride of the first convolution.</param>
    /// <returns>N×channels×H/stride×W/stride.</returns>
    public static Tensor PreActivationBasicBlock(Tensor x, string name, int channels, int stride = 1)
    {
        var active = x.BatchNorm2d($"{name}.norm1").Relu();
        var shortcut = PreActivationShortcut(x, active, name, channels, stride);
        var branch = active.Conv2d($"{name}.conv1", channels, 3, stride, padding: 1, bias: false).BatchNorm2d($"{name}.norm2").Relu();
        return branch.Conv2d($"{name}.conv2", channels, 3, padding: 1, bias: false) + shortcut;
    }

    /// <summary>What a basic block adds to its input: two 3×3 convolutions.</summary>
    /// <inheritdoc cref="BasicBlock"/>
    public static Tensor BasicBranch(Tensor x, string name, int channels, int stride = 1, ResNetStyle? style = null)
    {
        style ??= ResNetStyle.Torchvision;
        x = style.Activate(x.ConvBn(style.Layer(name, 1), channels, 3, stride));
        return x.ConvBn(style.Layer(name, 2), channels, 3);
    }

    /// <summary>What a bottleneck adds to its input: 1×1, 3×3 and 1×1 convolution.</summary>
    /// <inheritdoc cref="Bottleneck"/>
    public static Tensor BottleneckBranch(
        Tensor x, string name, int width, int channels, int stride = 1, int groups = 1, ResNetStyle? style = null)
    {
        style ??= ResNetStyle.Torchvision;
        x = style.Activate(x.ConvBn(style.Layer(name, 1), width, 1, style.StridesFirst ? stride : 1));
        x = style.Activate(x.ConvBn(style.Layer(name, 2), width, 3, style.StridesFirst ? 1 : stride, groups: groups));
        return x.ConvBn(style.Layer(name, 3), channels, 1);
    }

    /// <summary>Residual learning, figure 2: attention on the branch, the shortcut added, activation.</summary>
    /// <param name="x">What the block reads, N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block.</param>
    /// <param name="branch">What the block's layers made of it.</param>
    /// <param name="stride">The stride of the branch.</param>
    /// <param name="style">Names, shortcut and attention.</param>
    /// <returns>A tensor of the branch's shape.</returns>
    public static Tensor Residual(Tensor x, string name, Tensor branch, int stride = 1, ResNetStyle? style = null)
    {
        style ??= ResNetStyle.Torchvision;
        branch = style.Attention(branch, name);
        return style.Activate(branch + Shortcut(x, name, branch.Channels, stride, style));
    }

    /// <summary>The identity where the shape stays; else a projection by a 1×1 convolution, option B of the paper.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block.</param>
    /// <param name="channels">Channels of the branch.</param>
    /// <param name="stride">Stride of the branch.</param>
    /// <param name="style">Names and kind of the projection.</param>
    /// <returns>N×channels×H/stride×W/stride.</returns>
    public static Tensor Shortcut(Tensor x, string name, int channels, int stride = 1, ResNetStyle? style = null)
    {
        style ??= ResNetStyle.Torchvision;
        if (!ChangesShape(x, channels, stride)) return x;
        if (stride == 1) return x.ConvBn(style.Shortcut(name), channels, 1);
        return style.PoolsShortcut
            ? x.AvgPool2d(2, stride, ceilMode: true, countIncludePad: false).ConvBn(style.Shortcut(name), channels, 1)
            : x.ConvBn(style.Shortcut(name), channels, style.StridedShortcutKernel, stride);
    }

    private static Tensor PreActivationNet(
        Tensor x, int[] depths, Func<Tensor, ResidualUnit, Tensor> block, int classes, int width)
    {
        x = x.Conv2d("stem.conv", width, 7, stride: 2, padding: 3, bias: false).MaxPool2d(3, stride: 2, padding: 1);
        x = Stages(x, depths, block, ResNetStyle.PreActivation with { Width = width });
        return PreActivationClassify(x, classes);
    }

    // Where the shape changes, the projection reads what the first norm and activation have made of the input.
    private static Tensor PreActivationShortcut(Tensor x, Tensor active, string name, int channels, int stride) =>
        ChangesShape(x, channels, stride) ? active.Conv2d($"{name}.downsample.conv", channels, 1, stride, bias: false) : x;

    private static bool ChangesShape(Tensor x, int channels, int stride) => stride != 1 || x.Channels != channels;
}
