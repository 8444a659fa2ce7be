using System;
using System.Linq;

namespace CompiledNets.Models;

/// <summary>
/// Selective kernels (Li et al., arXiv 1903.06586): convolutions of several sizes run side by side, and each channel chooses
/// between them by what the whole image looks like.
/// </summary>
internal static class SelectiveKernel
{
    // The ratio r of the paper.
    private const int Reduction = 16;

    /// <summary>
    /// The SK convolution, figure 1: split into a 3×3 convolution and dilated 3×3 ones, which see 5×5 and more pixels; fuse by addition
    /// and global pooling; select by a softmax over the branches. Branches are named <c>b3</c>, <c>b5</c>, <c>b7</c> by what they
    /// see, the layer that fuses them <c>fc</c>, those that rate them <c>fa</c>, <c>fb</c>, <c>fd</c>.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the unit, or nothing.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <param name="stride">Stride of the convolutions.</param>
    /// <param name="groups">G, groups of the convolutions.</param>
    /// <param name="reduction">r, by which the fused channels are reduced.</param>
    /// <param name="leastSqueeze">L, what they are not reduced below; equation 4.</param>
    /// <param name="paths">M, the number of branches, 1 to 6; 2 in the figure, 3 in table 7.</param>
    /// <returns>N×channels×H/stride×W/stride.</returns>
    public static Tensor Convolution(
        Tensor x, string name, int channels, int stride = 1, int groups = 32, int reduction = Reduction, int leastSqueeze = 32,
        int paths = 2)
    {
        var branches = Enumerable.Range(0, paths)
            .Select(i => ConvBnNames.Spelled(StateDictKey.Join(name, $"b{2 * i + 3}")))
            .Select((names, i) => Branch(x, names, channels, stride, dilation: i + 1, groups)).ToArray();
        var fused = Fuse(branches, ConvBnNames.Spelled(StateDictKey.Join(name, "fc")), Math.Max(channels / reduction, leastSqueeze));
        var ratings = branches.Select((_, i) => fused.Conv2d(StateDictKey.Join(name, $"f{"abdefg"[i]}"), channels, 1, bias: false));
        return Select(branches, ratings.ToArray());
    }

    /// <summary>timm's <c>SelectiveKernel</c>: one layer rates all branches, which may share out the input's channels among them.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the unit.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <param name="squeeze">Channels between.</param>
    /// <param name="stride">Stride of the convolutions.</param>
    /// <param name="groups">Groups of the convolutions.</param>
    /// <param name="splitInput">Whether each branch sees half of the channels.</param>
    /// <returns>N×channels×H/stride×W/stride.</returns>
    public static Tensor TimmConvolution(
        Tensor x, string name, int channels, int squeeze, int stride = 1, int groups = 1, bool splitInput = false)
    {
        var inputs = splitInput ? x.Chunk(2) : [x, x];
        var branches = inputs
            .Select((input, i) => Branch(input, ConvBnNames.Spelled($"{name}.paths.{i}"), channels, stride, dilation: i + 1, groups))
            .ToArray();
        var fused = Fuse(branches, new ConvBnNames($"{name}.attn.fc_reduce", $"{name}.attn.bn"), squeeze);
        return Select(branches, fused.Conv2d($"{name}.attn.fc_select", 2 * channels, 1, bias: false).Chunk(2));
    }

    /// <summary>SKNet-50, table 1: ResNeXt-50 with SK convolutions for the 3×3 ones.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor SKNet50(Tensor x, int classes = 1000) => SKNet(x, [3, 4, 6, 3], classes);

    /// <summary>SKNet-26, section 4.1.</summary>
    /// <inheritdoc cref="SKNet50"/>
    public static Tensor SKNet26(Tensor x, int classes = 1000) => SKNet(x, [2, 2, 2, 2], classes);

    /// <summary>SKNet-101, table 1.</summary>
    /// <inheritdoc cref="SKNet50"/>
    public static Tensor SKNet101(Tensor x, int classes = 1000) => SKNet(x, [3, 4, 23, 3], classes);

    /// <summary>timm's <c>skresnet18</c>.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor SKResNet18(Tensor x, int classes = 1000) => OfTimmBasicBlocks(x, [2, 2, 2, 2], classes);

    /// <summary>timm's <c>skresnet34</c>.</summary>
    /// <inheritdoc cref="SKResNet18"/>
    public static Tensor SKResNet34(Tensor x, int classes = 1000) => OfTimmBasicBlocks(x, [3, 4, 6, 3], classes);

    /// <summary>timm's <c>skresnet50</c>.</summary>
    /// <inheritdoc cref="SKResNet18"/>
    public static Tensor SKResNet50(Tensor x, int classes = 1000) => OfBottlenecks(
        x, [3, 4, 6, 3], classes, ResNetStyle.Torchvision, widthFactor: 1,
        (y, name, width, stride) => TimmConvolution(y, name, width, Widths.Round((double)width / Reduction), stride, splitInput: true));

    /// <summary>timm's <c>skresnext50_32x4d</c>: SKNet-50 by other names.</summary>
    /// <inheritdoc cref="SKResNet18"/>
    public static Tensor SKResNeXt50(Tensor x, int classes = 1000) => OfBottlenecks(
        x, [3, 4, 6, 3], classes, ResNetStyle.Torchvision, widthFactor: 2,
        (y, name, width, stride) => TimmConvolution(y, name, width, Widths.Round((double)width / Reduction, 32), stride, groups: 32));

    /// <summary>An SKNet of any depth; the paper writes SK[M, G, r] for the setting of its convolutions.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Blocks of each stage.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="paths">M, the number of branches.</param>
    /// <param name="groups">G, groups of the convolutions.</param>
    /// <param name="reduction">r, by which the fused channels are reduced.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor SKNet(Tensor x, int[] depths, int classes = 1000, int paths = 2, int groups = 32, int reduction = Reduction) =>
        OfBottlenecks(
            x, depths, classes, ResNetStyle.Paired, widthFactor: 2,
            (y, name, width, stride) => Convolution(y, name, width, stride, groups, reduction, paths: paths));

    /// <summary>A residual network of bottlenecks whose 3×3 convolution is a selective one.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Blocks of each stage.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="style">Names and shortcuts.</param>
    /// <param name="widthFactor">Channels of the selective convolution per plane of the stage; 1 as in ResNet, 2 as in ResNeXt.</param>
    /// <param name="selective">Makes the selective convolution of a tensor, a name, the channels and the stride.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor OfBottlenecks(
        Tensor x, int[] depths, int classes, ResNetStyle style, int widthFactor, Func<Tensor, string, int, int, Tensor> selective) =>
        ResNet.Net(x, depths, (y, unit) =>
        {
            var width = unit.Planes * widthFactor;
            var branch = y.ConvBn(ConvBnNames.Spelled($"{unit.Name}.conv1"), width, 1).Relu();
            branch = selective(branch, $"{unit.Name}.conv2", width, unit.Stride);
            branch = branch.ConvBn(ConvBnNames.Spelled($"{unit.Name}.conv3"), 4 * unit.Planes, 1);
            return ResNet.Residual(y, unit.Name, branch, unit.Stride, style);
        }, classes, style);

    private static Tensor OfTimmBasicBlocks(Tensor x, int[] depths, int classes) =>
        ResNet.Net(x, depths, (y, unit) =>
        {
            var squeeze = Widths.Round(unit.Planes / 8.0, 16);
            var branch = TimmConvolution(y, $"{unit.Name}.conv1", unit.Planes, squeeze, unit.Stride, splitInput: true);
            branch = branch.ConvBn(ConvBnNames.Spelled($"{unit.Name}.conv2"), unit.Planes, 3);
            return ResNet.Residual(y, unit.Name, branch, unit.Stride);
        }, classes);

    private static Tensor Branch(Tensor x, ConvBnNames keys, int channels, int stride, int dilation, int groups) =>
        x.Conv2d(keys.Conv, channels, 3, stride, padding: dilation, dilation, groups, bias: false).BatchNorm2d(keys.BatchNorm).Relu();

    private static Tensor Fuse(Tensor[] branches, ConvBnNames keys, int squeeze) =>
        branches.Aggregate((sum, branch) => sum + branch).AdaptiveAvgPool2d(1).ConvBn(keys, squeeze, 1).Relu();

    // The branches' ratings stand side by side as columns, so that a softmax along the row decides between them.
    private static Tensor Select(Tensor[] branches, Tensor[] ratings)
    {
        var weights = Tensor.Concat(ratings, dim: 3).Softmax(3);
        return branches.Select((branch, i) => branch * weights.Narrow(3, i, 1)).Aggregate((sum, branch) => sum + branch);
    }
}
