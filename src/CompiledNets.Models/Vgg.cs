#nullable enable

namespace CompiledNets.Models;

/// <summary>
/// VGG (Simonyan and Zisserman, arXiv 1409.1556): nothing but 3×3 convolutions, five 2×2 pools and three large linear layers.
/// Layer names are torchvision's.
/// </summary>
internal static class Vgg
{
    private static readonly int[] PaperWidths = [64, 128, 256, 512, 512];

    /// <summary>VGG-11, configuration A of table 1.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="norm">Whether a BatchNorm follows each convolution.</param>
    /// <returns>N×classes logits.</returns>
    /// <exception cref="ShapeException">The image is smaller than 32×32.</exception>
    public static Tensor Vgg11(Tensor x, int classes = 1000, bool norm = false) => Net(x, [1, 1, 2, 2, 2], classes, norm);

    /// <summary>VGG-13, configuration B of table 1.</summary>
    /// <inheritdoc cref="Vgg11"/>
    public static Tensor Vgg13(Tensor x, int classes = 1000, bool norm = false) => Net(x, [2, 2, 2, 2, 2], classes, norm);

    /// <summary>VGG-16, configuration D of table 1.</summary>
    /// <inheritdoc cref="Vgg11"/>
    public static Tensor Vgg16(Tensor x, int classes = 1000, bool norm = false) => Net(x, [2, 2, 3, 3, 3], classes, norm);

    /// <summary>VGG-19, configuration E of table 1.</summary>
    /// <inheritdoc cref="Vgg11"/>
    public static Tensor Vgg19(Tensor x, int classes = 1000, bool norm = false) => Net(x, [2, 2, 4, 4, 4], classes, norm);

    /// <summary>A network with any number and width of convolutions before each pool.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Convolutions of each stage; five stages in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="norm">Whether a BatchNorm follows each convolution.</param>
    /// <param name="widths">Channels of each stage; 64, 128, 256, 512 and 512 where not given.</param>
    /// <param name="hidden">Features of the two hidden linear layers.</param>
    /// <returns>N×classes logits.</returns>
    /// <exception cref="ShapeException">The image is smaller than 32×32.</exception>
    public static Tensor Net(
        Tensor x, int[] depths, int classes = 1000, bool norm = false, int[]? widths = null, int hidden = 4096)
    {
        widths ??= PaperWidths;
        var index = 0;
        for (var stage = 0; stage < depths.Length; stage++)
        {
            for (var i = 0; i < depths[stage]; i++)
            {
                x = x.Conv2d($"features.{index++}", widths[stage], 3, padding: 1);
                if (norm) x = x.BatchNorm2d($"features.{index++}");
                x = x.Relu();
                index++;
            }
            x = x.MaxPool2d(2);
            index++;
        }
        x = x.AdaptiveAvgPool2d(7).Flatten();
        x = x.Linear("classifier.0", hidden).Relu().Dropout();
        x = x.Linear("classifier.3", hidden).Relu().Dropout();
        return x.Linear("classifier.6", classes);
    }
}
