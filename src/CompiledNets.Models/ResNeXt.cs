#nullable enable

using System.Linq;

namespace CompiledNets.Models;

/// <summary>
/// ResNeXt (Xie et al., arXiv 1611.05431): bottlenecks of many parallel paths of one shape; their number is the cardinality.
/// Layer names are torchvision's.
/// </summary>
internal static class ResNeXt
{
    /// <summary>ResNeXt-50, 32×4d, table 1.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor ResNeXt50(Tensor x, int classes = 1000) => Net(x, [3, 4, 6, 3], classes);

    /// <summary>ResNeXt-101, 32×8d.</summary>
    /// <inheritdoc cref="ResNeXt50"/>
    public static Tensor ResNeXt101(Tensor x, int classes = 1000) => Net(x, [3, 4, 23, 3], classes, width: 8);

    /// <summary>ResNeXt-101, 64×4d, table 4.</summary>
    /// <inheritdoc cref="ResNeXt50"/>
    public static Tensor ResNeXt101Of64(Tensor x, int classes = 1000) => Net(x, [3, 4, 23, 3], classes, cardinality: 64);

    /// <summary>A network of any cardinality and width.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Blocks of each stage.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="cardinality">C, the number of paths.</param>
    /// <param name="width">d, channels of each path in the first stage.</param>
    /// <param name="style">Names, shortcuts and attention.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Net(
        Tensor x, int[] depths, int classes = 1000, int cardinality = 32, int width = 4, ResNetStyle? style = null) =>
        ResNet.OfBottlenecks(x, depths, classes, cardinality, width, style);

    /// <summary>
    /// The block of figure 3a: paths of 1×1, 3×3 and 1×1 convolutions are summed. The three forms compute the same from the same
    /// tensors, of which each path here takes its part.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="cardinality">Number of paths.</param>
    /// <param name="width">Channels of each path.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <param name="stride">Stride of the 3×3 convolutions.</param>
    /// <param name="style">Names, shortcut and attention.</param>
    /// <returns>N×channels×H/stride×W/stride.</returns>
    public static Tensor BlockA(
        Tensor x, string name, int cardinality, int width, int channels, int stride = 1, ResNetStyle? style = null)
    {
        style ??= ResNetStyle.Torchvision;
        var names = style.Layer(name, 3);
        Tensor Last(int path) => Path(x, name, path, cardinality, width, stride, style)
            .Conv2d(names.Conv, channels, 1, bias: false, part: ParameterPart.Inputs(path * width, cardinality * width));
        var sum = Last(0);
        for (var path = 1; path < cardinality; path++) sum += Last(path);
        return ResNet.Residual(x, name, sum.BatchNorm2d(names.BatchNorm), stride, style);
    }

    /// <summary>
    /// The block of figure 3b, early concatenation: paths of a 1×1 and a 3×3 convolution, of which one 1×1 convolution reads all.
    /// </summary>
    /// <inheritdoc cref="BlockA"/>
    public static Tensor BlockB(
        Tensor x, string name, int cardinality, int width, int channels, int stride = 1, ResNetStyle? style = null)
    {
        style ??= ResNetStyle.Torchvision;
        var paths = Enumerable.Range(0, cardinality).Select(path => Path(x, name, path, cardinality, width, stride, style));
        return ResNet.Residual(x, name, Tensor.Concat([.. paths]).ConvBn(style.Layer(name, 3), channels, 1), stride, style);
    }

    /// <summary>The block of figure 3c: the paths are the groups of one grouped convolution.</summary>
    /// <inheritdoc cref="BlockA"/>
    public static Tensor BlockC(
        Tensor x, string name, int cardinality, int width, int channels, int stride = 1, ResNetStyle? style = null) =>
        ResNet.Bottleneck(x, name, cardinality * width, channels, stride, cardinality, style);

    // What forms a and b have in common: one path, up to its 3×3 convolution.
    private static Tensor Path(Tensor x, string name, int path, int cardinality, int width, int stride, ResNetStyle style)
    {
        var part = ParameterPart.Outputs(path * width, cardinality * width);
        foreach (var (number, kernel, step) in new[] { (1, 1, 1), (2, 3, stride) })
        {
            var names = style.Layer(name, number);
            x = x.Conv2d(names.Conv, width, kernel, step, padding: kernel / 2, bias: false, part: part);
            x = style.Activate(x.BatchNorm2d(names.BatchNorm, part: part));
        }
        return x;
    }
}
