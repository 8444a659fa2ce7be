#nullable enable

namespace CompiledNets.Models;

/// <summary>
/// Dual path networks (Chen et al., arXiv 1707.01629): some channels are added to, as in ResNet, others are put behind, as in
/// DenseNet. Layer names are timm's.
/// </summary>
internal static class Dpn
{
    // What the authors' networks add to the variance.
    private const double Eps = 1e-3;

    /// <summary>DPN-68, of the authors' repository.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Dpn68(Tensor x, int classes = 1000) => Net(x, new(10, 3, 64, 128, 32, [3, 4, 12, 3], [16, 32, 32, 64]), classes);

    /// <summary>DPN-92, table 1.</summary>
    /// <inheritdoc cref="Dpn68"/>
    public static Tensor Dpn92(Tensor x, int classes = 1000) => Net(x, new(64, 7, 256, 96, 32, [3, 4, 20, 3], [16, 32, 24, 128]), classes);

    /// <summary>DPN-98, table 1.</summary>
    /// <inheritdoc cref="Dpn68"/>
    public static Tensor Dpn98(Tensor x, int classes = 1000) => Net(x, new(96, 7, 256, 160, 40, [3, 6, 20, 3], [16, 32, 32, 128]), classes);

    /// <summary>DPN-107, of the authors' repository.</summary>
    /// <inheritdoc cref="Dpn68"/>
    public static Tensor Dpn107(Tensor x, int classes = 1000) =>
        Net(x, new(128, 7, 256, 200, 50, [4, 8, 20, 3], [20, 64, 64, 128]), classes);

    /// <summary>DPN-131, of the authors' repository.</summary>
    /// <inheritdoc cref="Dpn68"/>
    public static Tensor Dpn131(Tensor x, int classes = 1000) =>
        Net(x, new(128, 7, 256, 160, 40, [4, 8, 28, 3], [16, 32, 32, 128]), classes);

    /// <summary>A network of any size.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="size">Its widths and depths.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Net(Tensor x, DpnSize size, int classes = 1000)
    {
        x = x.Conv2d("features.conv1_1.conv", size.Stem, size.StemKernel, stride: 2, padding: size.StemKernel / 2, bias: false);
        x = x.BatchNorm2d("features.conv1_1.bn", Eps).Relu().MaxPool2d(3, stride: 2, padding: 1);
        var residual = 0;
        for (var stage = 0; stage < size.Depths.Length; stage++)
            for (var i = 1; i <= size.Depths[stage]; i++)
            {
                var name = $"features.conv{stage + 2}_{i}";
                var (width, growth) = (size.Width << stage, size.Growths[stage]);
                x = i == 1
                    ? DualPathProjection(x, name, size.Residual << stage, width, growth, stage == 0 ? 1 : 2, size.Groups)
                    : DualPath(x, name, residual, width, growth, size.Groups);
                residual = size.Residual << stage;
            }
        x = x.BatchNorm2d("features.conv5_bn_ac.bn", Eps).Relu();
        return x.AdaptiveAvgPool2d(1).Conv2d("classifier", classes, 1).Flatten();
    }

    /// <summary>
    /// The dual path block, figure 2d: the bottleneck's first channels are added to the residual path, the others extend the dense
    /// path.
    /// </summary>
    /// <param name="x">N×C×H×W: the residual path, then the dense path.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="residual">Channels of the residual path.</param>
    /// <param name="width">Channels of the 3×3 convolution.</param>
    /// <param name="growth">Channels added to the dense path.</param>
    /// <param name="groups">Groups of the 3×3 convolution.</param>
    /// <returns>N×(C + growth)×H×W.</returns>
    public static Tensor DualPath(Tensor x, string name, int residual, int width, int growth, int groups) =>
        Join(x, Bottleneck(x, name, width, residual + growth, 1, groups), residual);

    /// <summary>The first dual path block of a stage: a 1×1 convolution makes both paths anew.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="residual">Channels of the residual path.</param>
    /// <param name="width">Channels of the 3×3 convolution.</param>
    /// <param name="growth">Channels added to the dense path, which starts with twice as many.</param>
    /// <param name="stride">Stride of the block.</param>
    /// <param name="groups">Groups of the 3×3 convolution.</param>
    /// <returns>N×(residual + 3·growth)×H/stride×W/stride.</returns>
    public static Tensor DualPathProjection(Tensor x, string name, int residual, int width, int growth, int stride, int groups)
    {
        var paths = NormConv(x, $"{name}.c1x1_w_s{stride}", residual + 2 * growth, 1, stride);
        return Join(paths, Bottleneck(x, name, width, residual + growth, stride, groups), residual);
    }

    private static Tensor Bottleneck(Tensor x, string name, int width, int channels, int stride, int groups)
    {
        x = NormConv(x, $"{name}.c1x1_a", width, 1);
        x = NormConv(x, $"{name}.c3x3_b", width, 3, stride, groups);
        return NormConv(x, $"{name}.c1x1_c", channels, 1);
    }

    private static Tensor Join(Tensor paths, Tensor branch, int residual) =>
        Tensor.Concat(paths[.., ..residual] + branch[.., ..residual], paths[.., residual..], branch[.., residual..]);

    private static Tensor NormConv(Tensor x, string name, int channels, int kernel, int stride = 1, int groups = 1) =>
        x.BatchNorm2d($"{name}.bn", Eps).Relu()
            .Conv2d($"{name}.conv", channels, kernel, stride, padding: kernel / 2, groups: groups, bias: false);
}

/// <summary>Widths and depths of a dual path network; widths are those of the first stage and double in each later one.</summary>
/// <param name="Stem">Channels of the first convolution.</param>
/// <param name="StemKernel">Its kernel.</param>
/// <param name="Residual">Channels of the residual path.</param>
/// <param name="Width">Channels of the 3×3 convolutions.</param>
/// <param name="Groups">Groups of the 3×3 convolutions, in all stages.</param>
/// <param name="Depths">Blocks of each stage.</param>
/// <param name="Growths">Channels that each block of a stage adds to the dense path.</param>
internal sealed record DpnSize(int Stem, int StemKernel, int Residual, int Width, int Groups, int[] Depths, int[] Growths);
