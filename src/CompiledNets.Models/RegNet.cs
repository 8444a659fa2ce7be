#nullable enable

using System;

namespace CompiledNets.Models;

/// <summary>
/// RegNet (Radosavovic et al., arXiv 2003.13678): residual networks whose widths and depths follow from four numbers. Layer names
/// are torchvision's.
/// </summary>
internal static class RegNet
{
    /// <summary>RegNetX-400MF.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor X400MF(Tensor x, int classes = 1000) => Net(x, new(22, 24, 24.48, 2.54, 16), classes);

    /// <summary>RegNetX-800MF.</summary>
    /// <inheritdoc cref="X400MF"/>
    public static Tensor X800MF(Tensor x, int classes = 1000) => Net(x, new(16, 56, 35.73, 2.28, 16), classes);

    /// <summary>RegNetX-1.6GF.</summary>
    /// <inheritdoc cref="X400MF"/>
    public static Tensor X1600MF(Tensor x, int classes = 1000) => Net(x, new(18, 80, 34.01, 2.25, 24), classes);

    /// <summary>RegNetX-3.2GF.</summary>
    /// <inheritdoc cref="X400MF"/>
    public static Tensor X3200MF(Tensor x, int classes = 1000) => Net(x, new(25, 88, 26.31, 2.25, 48), classes);

    /// <summary>RegNetX-8GF.</summary>
    /// <inheritdoc cref="X400MF"/>
    public static Tensor X8GF(Tensor x, int classes = 1000) => Net(x, new(23, 80, 49.56, 2.88, 120), classes);

    /// <summary>RegNetX-16GF.</summary>
    /// <inheritdoc cref="X400MF"/>
    public static Tensor X16GF(Tensor x, int classes = 1000) => Net(x, new(22, 216, 55.59, 2.1, 128), classes);

    /// <summary>RegNetX-32GF.</summary>
    /// <inheritdoc cref="X400MF"/>
    public static Tensor X32GF(Tensor x, int classes = 1000) => Net(x, new(23, 320, 69.86, 2.0, 168), classes);

    /// <summary>RegNetY-400MF, with squeeze-and-excitation.</summary>
    /// <inheritdoc cref="X400MF"/>
    public static Tensor Y400MF(Tensor x, int classes = 1000) => Net(x, new(16, 48, 27.89, 2.09, 8), classes, squeeze: 0.25);

    /// <summary>RegNetY-800MF, with squeeze-and-excitation.</summary>
    /// <inheritdoc cref="X400MF"/>
    public static Tensor Y800MF(Tensor x, int classes = 1000) => Net(x, new(14, 56, 38.84, 2.4, 16), classes, squeeze: 0.25);

    /// <summary>RegNetY-1.6GF, with squeeze-and-excitation.</summary>
    /// <inheritdoc cref="X400MF"/>
    public static Tensor Y1600MF(Tensor x, int classes = 1000) => Net(x, new(27, 48, 20.71, 2.65, 24), classes, squeeze: 0.25);

    /// <summary>RegNetY-3.2GF, with squeeze-and-excitation.</summary>
    /// <inheritdoc cref="X400MF"/>
    public static Tensor Y3200MF(Tensor x, int classes = 1000) => Net(x, new(21, 80, 42.63, 2.66, 24), classes, squeeze: 0.25);

    /// <summary>RegNetY-8GF, with squeeze-and-excitation.</summary>
    /// <inheritdoc cref="X400MF"/>
    public static Tensor Y8GF(Tensor x, int classes = 1000) => Net(x, new(17, 192, 76.82, 2.19, 56), classes, squeeze: 0.25);

    /// <summary>RegNetY-16GF, with squeeze-and-excitation.</summary>
    /// <inheritdoc cref="X400MF"/>
    public static Tensor Y16GF(Tensor x, int classes = 1000) => Net(x, new(18, 200, 106.23, 2.48, 112), classes, squeeze: 0.25);

    /// <summary>RegNetY-32GF, with squeeze-and-excitation.</summary>
    /// <inheritdoc cref="X400MF"/>
    public static Tensor Y32GF(Tensor x, int classes = 1000) => Net(x, new(20, 232, 115.89, 2.53, 232), classes, squeeze: 0.25);

    /// <summary>A network of any size.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="size">The numbers that its widths and depths follow from.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="squeeze">The squeezed width of squeeze-and-excitation as a share of the block's input; 0 for none.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Net(Tensor x, RegNetSize size, int classes = 1000, double squeeze = 0)
    {
        x = x.ConvBn(ConvBnNames.Numbered("stem"), 32, 3, stride: 2).Relu();
        var (stage, index, previous) = (0, 0, 0);
        foreach (var width in size.Widths())
        {
            if (width != previous) (stage, index) = (stage + 1, 0);
            var group = Math.Min(size.GroupWidth, width);
            x = Block(x, $"trunk_output.block{stage}.block{stage}-{index}", Widths.Round(width, group), group, index == 0 ? 2 : 1, squeeze);
            (previous, index) = (width, index + 1);
        }
        return x.AdaptiveAvgPool2d(1).Flatten().Linear("fc", classes);
    }

    /// <summary>
    /// The X block, figure 4, and with squeeze-and-excitation the Y block: a bottleneck that does not narrow, with groups of one
    /// width.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="channels">Channels of all convolutions.</param>
    /// <param name="groupWidth">Channels of each group of the 3×3 convolution.</param>
    /// <param name="stride">Stride of the block.</param>
    /// <param name="squeeze">The squeezed width as a share of C; 0 for none.</param>
    /// <returns>N×channels×H/stride×W/stride.</returns>
    public static Tensor Block(Tensor x, string name, int channels, int groupWidth, int stride = 1, double squeeze = 0)
    {
        var branch = x.ConvBn(ConvBnNames.Numbered($"{name}.f.a"), channels, 1).Relu();
        branch = branch.ConvBn(ConvBnNames.Numbered($"{name}.f.b"), channels, 3, stride, groups: channels / groupWidth).Relu();
        if (squeeze > 0) branch = SqueezeExcite.Block(branch, $"{name}.f.se", (int)Math.Round(squeeze * x.Channels));
        branch = branch.ConvBn(ConvBnNames.Numbered($"{name}.f.c"), channels, 1);
        return ResNet.Residual(x, name, branch, stride, new ResNetStyle { Shortcut = block => ConvBnNames.Numbered($"{block}.proj") });
    }
}

/// <summary>The numbers of equations 2 to 4 of the paper.</summary>
/// <param name="Depth">d, the number of blocks.</param>
/// <param name="Initial">w0, the width of the first block.</param>
/// <param name="Slope">wa, by how much the width grows from block to block.</param>
/// <param name="Factor">wm, by what stages differ.</param>
/// <param name="GroupWidth">g, channels of each group.</param>
internal sealed record RegNetSize(int Depth, int Initial, double Slope, double Factor, int GroupWidth)
{
    /// <summary>
    /// The width of each block: a line, put on the nearest power of the factor so that neighbours share a stage, and on a
    /// multiple of 8.
    /// </summary>
    public int[] Widths()
    {
        var widths = new int[Depth];
        for (var i = 0; i < Depth; i++)
        {
            var step = Math.Round(Math.Log((Initial + Slope * i) / Initial) / Math.Log(Factor));
            widths[i] = 8 * (int)Math.Round(Initial * Math.Pow(Factor, step) / 8);
        }
        return widths;
    }
}
