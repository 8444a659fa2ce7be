#nullable enable

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
}
