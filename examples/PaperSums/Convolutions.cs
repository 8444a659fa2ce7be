using CompiledNets;
using CompiledNets.Models;

namespace PaperSums;

/// <summary>What single convolutions cost, and what they are replaced by.</summary>
internal static class Convolutions
{
    public static IEnumerable<Comparison> All => [Reduction, SmallKernels, AsymmetricKernels, Bottleneck, Separable, Grouped];

    public static Comparison Reduction => new(
        "A 1×1 convolution in front of a 5×5 one, 128 to 256 channels at 28×28", "GoogLeNet (arXiv 1409.4842), section 4",
        "Mixing the channels into fewer ones first makes the large kernel four times cheaper.",
        [
            Cost.Of("5×5, 128→256", (128, 28, 28), x => Conv(x, "conv", 256, 5)),
            Cost.Of("1×1 to 32, then 5×5", (128, 28, 28), x => Conv(Conv(x, "reduce", 32, 1), "conv", 256, 5)),
            Cost.Of("of it the 1×1", (128, 28, 28), x => Conv(x, "reduce", 32, 1)),
            Cost.Of("of it the 5×5", (32, 28, 28), x => Conv(x, "conv", 256, 5)),
        ]);

    public static Comparison SmallKernels => new(
        "Two 3×3 convolutions for a 5×5 one, 64 channels at 17×17", "Inception-v3 (arXiv 1512.00567), section 3.1",
        "The same 5×5 pixels are seen for 18/25 of the cost.",
        [
            Cost.Of("5×5", (64, 17, 17), x => Conv(x, "conv", 64, 5)),
            Cost.Of("3×3, 3×3", (64, 17, 17), x => Conv(Conv(x, "first", 64, 3), "second", 64, 3)),
        ]);

    public static Comparison AsymmetricKernels => new(
        "n×1 and 1×n for n×n, 64 channels at 17×17", "Inception-v3 (arXiv 1512.00567), section 3.2",
        "The larger the kernel, the more its two lines save: 2/n of the cost is left.",
        [
            Cost.Of("3×3", (64, 17, 17), x => Conv(x, "conv", 64, 3)),
            Cost.Of("3×1, 1×3", (64, 17, 17), x => Lines(x, 3)),
            Cost.Of("7×7", (64, 17, 17), x => Conv(x, "conv", 64, 7)),
            Cost.Of("7×1, 1×7", (64, 17, 17), x => Lines(x, 7)),
        ]);

    public static Comparison Bottleneck => new(
        "A bottleneck for a 3×3 convolution, 256 channels at 14×14", "ResNet (arXiv 1512.03385), figure 5",
        "Down to 64 channels, 3×3 there, and up again costs less than an eighth.",
        [
            Cost.Of("3×3, 256→256", (256, 14, 14), x => Conv(x, "conv", 256, 3)),
            Cost.Of("1×1 to 64, 3×3, 1×1 to 256", (256, 14, 14), x => Conv(Conv(Conv(x, "down", 64, 1), "conv", 64, 3), "up", 256, 1)),
        ]);

    public static Comparison Separable => new(
        "Depthwise separable for dense convolution, I·K² + I·O for I·O·K², at 14×14", "MobileNet (arXiv 1704.04861), section 3.1",
        "What is left is 1/O + 1/K², for 3×3 kernels about a ninth.",
        [
            Cost.Of("3×3, 512→512", (512, 14, 14), x => Conv(x, "conv", 512, 3)),
            Cost.Of("separable 3×3, 512→512", (512, 14, 14), x => SeparableConvolution(x, 512, 3)),
            Cost.Of("5×5, 128→256", (128, 14, 14), x => Conv(x, "conv", 256, 5)),
            Cost.Of("separable 5×5, 128→256", (128, 14, 14), x => SeparableConvolution(x, 256, 5)),
        ]);

    public static Comparison Grouped => new(
        "Grouped convolution, 3×3, 256→256 at 14×14", "ResNeXt (arXiv 1611.05431), section 3",
        "G groups cost 1/G.",
        [.. new[] { 1, 2, 4, 8, 32 }.Select(groups => Cost.Of(
            groups == 1 ? "1 group" : $"{groups} groups", (256, 14, 14), x => x.Conv2d("conv", 256, 3, padding: 1, groups: groups, bias: false)))]);

    private static Tensor Conv(Tensor x, string name, int channels, int kernel) =>
        x.Conv2d(name, channels, kernel, padding: kernel / 2, bias: false);

    private static Tensor Lines(Tensor x, int length) => x
        .Conv2d("column", x.Channels, (length, 1), padding: (length / 2, 0), bias: false)
        .Conv2d("row", x.Channels, (1, length), padding: (0, length / 2), bias: false);

    private static Tensor SeparableConvolution(Tensor x, int channels, int kernel) =>
        Conv(x.Conv2d("depthwise", x.Channels, kernel, padding: kernel / 2, groups: x.Channels, bias: false), "pointwise", channels, 1);
}
