#nullable enable

using System;
using System.Collections.Generic;

namespace CompiledNets.Models;

/// <summary>
/// Res2Net (Gao et al., arXiv 1904.01169): the 3×3 convolution of a bottleneck becomes a chain of smaller ones, so that one block
/// sees several scales. Layer names are timm's.
/// </summary>
internal static class Res2Net
{
    /// <summary>Res2Net-50, 26w×4s of table 1.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="style">Names, shortcuts and attention, such as that of <see cref="SENet.Style"/>.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Res2Net50(Tensor x, int classes = 1000, ResNetStyle? style = null) => Net(x, [3, 4, 6, 3], classes, style: style);

    /// <summary>Res2Net-101, 26w×4s.</summary>
    /// <inheritdoc cref="Res2Net50"/>
    public static Tensor Res2Net101(Tensor x, int classes = 1000, ResNetStyle? style = null) =>
        Net(x, [3, 4, 23, 3], classes, style: style);

    /// <summary>Res2NeXt-50, 4w×4s with cardinality 8, table 1.</summary>
    /// <inheritdoc cref="Res2Net50"/>
    public static Tensor Res2NeXt50(Tensor x, int classes = 1000, ResNetStyle? style = null) =>
        Net(x, [3, 4, 6, 3], classes, width: 4, cardinality: 8, style: style);

    /// <summary>A network of any width, scale and cardinality.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Blocks of each stage.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="width">w, channels of each split and group in the first stage.</param>
    /// <param name="scale">s, the number of splits.</param>
    /// <param name="cardinality">c, groups of the 3×3 convolutions.</param>
    /// <param name="style">Names, shortcuts and attention.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Net(
        Tensor x, int[] depths, int classes = 1000, int width = 26, int scale = 4, int cardinality = 1, ResNetStyle? style = null) =>
        ResNet.Net(
            x, depths,
            (y, unit) => Bottle2neck(
                y, unit.Name, unit.Planes * width / 64 * cardinality, 4 * unit.Planes, unit.Stride, unit.Index == 0, scale, cardinality,
                style),
            classes, style);

    /// <summary>
    /// The Res2Net module as the authors' and timm's <c>Bottle2neck</c> have it: the split without convolution is the last one.
    /// In the first block of a stage the splits are not chained, and the last one is averaged.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="width">Channels of each split.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <param name="stride">Stride of the 3×3 convolutions.</param>
    /// <param name="isFirst">Whether it is the first block of a stage.</param>
    /// <param name="scale">Number of splits; with 1 it is the bottleneck, whose only split is convolved.</param>
    /// <param name="cardinality">Groups of the 3×3 convolutions.</param>
    /// <param name="style">Names, shortcut and attention.</param>
    /// <returns>N×channels×H/stride×W/stride.</returns>
    public static Tensor Bottle2neck(
        Tensor x, string name, int width, int channels, int stride = 1, bool isFirst = false, int scale = 4, int cardinality = 1,
        ResNetStyle? style = null)
    {
        style ??= ResNetStyle.Torchvision;
        var splits = style.Activate(x.ConvBn(style.Layer(name, 1), width * scale, 1)).Split(width);
        var scales = new List<Tensor>();
        for (var i = 0; i < Math.Max(1, scale - 1); i++)
        {
            var split = i == 0 || isFirst ? splits[i] : scales[i - 1] + splits[i];
            var names = new ConvBnNames(StateDictKey.Join(name, $"convs.{i}"), StateDictKey.Join(name, $"bns.{i}"));
            scales.Add(style.Activate(split.ConvBn(names, width, 3, stride, cardinality)));
        }
        if (scale > 1) scales.Add(isFirst ? splits[^1].AvgPool2d(3, stride, padding: 1) : splits[^1]);
        var branch = Tensor.Concat([.. scales]).ConvBn(style.Layer(name, 3), channels, 1);
        return ResNet.Residual(x, name, branch, stride, style);
    }

    /// <summary>
    /// The Res2Net module, figure 2b, and with cardinality and SE that of figure 3, as the paper has it: y1 = x1, y2 = K2(x2),
    /// yi = Ki(xi + y(i−1)). With a stride the splits are not chained and y1 is averaged.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="width">w, channels of each split.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <param name="stride">Stride of the 3×3 convolutions.</param>
    /// <param name="scale">s, the number of splits.</param>
    /// <param name="cardinality">c, groups of the 3×3 convolutions.</param>
    /// <param name="reduction">Ratio of the SE block; 0 for none.</param>
    /// <returns>N×channels×H/stride×W/stride.</returns>
    public static Tensor Res2Block(
        Tensor x, string name, int width, int channels, int stride = 1, int scale = 4, int cardinality = 1, int reduction = 0)
    {
        var style = ResNetStyle.Paired;
        var splits = x.ConvBn(style.Layer(name, 1), width * scale, 1).Relu().Split(width);
        var scales = new List<Tensor> { stride == 1 ? splits[0] : splits[0].AvgPool2d(3, stride, padding: 1) };
        for (var i = 1; i < scale; i++)
        {
            var split = i == 1 || stride > 1 ? splits[i] : splits[i] + scales[i - 1];
            var names = ConvBnNames.Spelled(StateDictKey.Join(name, $"k.{i - 1}"));
            scales.Add(split.ConvBn(names, width, 3, stride, cardinality).Relu());
        }
        var branch = Tensor.Concat([.. scales]).ConvBn(style.Layer(name, 3), channels, 1);
        if (reduction > 0) branch = SqueezeExcite.LinearBlock(branch, StateDictKey.Join(name, "se"), channels / reduction);
        return ResNet.Residual(x, name, branch, stride, style);
    }
}
