using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Convolutions with one kernel per channel against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class DepthwiseTests
{
    private static readonly NetBatch nets = new(
    [
        // Channels below, at and above the borders of blocks.
        .. new[] { 2, 3, 4, 5, 7, 8, 13, 15, 16, 17, 24, 31, 32, 33, 48, 64, 100 }
            .Select(channels => Depthwise(channels, "9, 8", "3, padding: 1")),

        // Sizes of the image and of the kernel, up to windows that lie off the image.
        .. new[] { "1, 1", "1, 2", "2, 1", "3, 3", "5, 30", "30, 5", "13, 14", "14, 15", "15, 16", "28, 29", "29, 28" }
            .Select(size => Depthwise(20, size, "3, padding: 1")),
        .. new[]
        {
            "1", "2, padding: 1", "4, padding: 2", "5, padding: 2", "6, padding: 3", "7, padding: 3", "7, padding: 6", "(1, 7), padding: (0, 3)",
            "(7, 1), padding: (3, 0)", "(2, 5), padding: (1, 0, 2, 3)", "3, padding: (1, 0, 0, 0)", "3, padding: (0, 1, 0, 0)", "3, padding: (0, 0, 1, 0)",
            "3, padding: (0, 0, 0, 1)", "3, padding: 5", "1, padding: 2", "3, padding: Padding.Same", "5, padding: Padding.Same",
        }.Select(layer => Depthwise(18, "9, 10", layer)),

        // Strides and dilation.
        .. new[]
        {
            "3, 2, 1", "3, 3, 1", "3, 5, 1", "3, (2, 1), 1", "3, (1, 2), 1", "5, 2, 2", "5, (1, 3), 2", "2, 2", "1, 2", "1, 3", "3, 2, Padding.Same", "5, 3, Padding.Same",
            "3, 1, 2, 2", "3, 1, 3, 3", "3, 2, 2, 2", "3, 2, (3, 1), (3, 1)", "5, 1, 4, 2", "3, 1, (1, 2), (1, 2)", "3, 2, 1, 3", "3, 1, 8, 4",
        }.Select(layer => Depthwise(17, "13, 16", layer)),

        // A channel multiplier makes it a grouped convolution.
        .. new[] { (2, 2), (3, 2), (5, 3), (16, 2), (17, 2), (24, 4) }.Select(of =>
            NetBatch.Declare($"{of.Item1}, 7, 8", $"""x.Conv2d("c", {of.Item1 * of.Item2}, 3, padding: 1, groups: {of.Item1})""")),

        // With what may stand before and behind.
        NetBatch.Declare("21, 8, 9", """x.Conv2d("c", 21, 3, 1, 1, groups: 21, bias: false).BatchNorm2d("n").Relu6()"""),
        NetBatch.Declare("21, 8, 9", """x.Conv2d("c", 21, 3, 1, 1, groups: 21) + x"""),
        NetBatch.Declare("21, 8, 9", """x[.., 3..8].Conv2d("c", 5, 3, 1, 1, groups: 5)"""),
        NetBatch.Declare("21, 8, 9", """x[.., .., 1..6, 2..7].Conv2d("c", 21, 3, 1, 1, groups: 21)"""),
        NetBatch.Declare("21, 8, 9", """x.ChannelShuffle(3).Conv2d("c", 21, 3, 2, 1, groups: 21)"""),
        NetBatch.Declare("21, 8, 9", """Tensor.Concat(x, x[.., 1..6], x.Relu()).Conv2d("c", 47, 3, 2, 1, groups: 47)"""),
        NetBatch.Declare("21, 8, 9", """x.Conv2d("c", 21, 3, 1, 1, groups: 21).Conv2d("d", 21, 3, 2, 0, groups: 21)"""),
        NetBatch.Declare("21, 8, 9", """x.Conv2d("c", 21, 3, 1, 1, groups: 21).Silu() * x.AdaptiveAvgPool2d(1).Sigmoid()"""),
        NetBatch.Declare("21, 8, 9", """x.Conv2d("c", 21, 3, 2, 1, groups: 21).Conv2d("d", 33, 1).Relu()"""),
        // Images so large that their rows are fetched ahead.
        NetBatch.Declare("32, 97, 96", """x.Conv2d("c", 32, 3, padding: 1, groups: 32) + x.Conv2d("d", 32, 5, 1, 4, 2, 32)"""),
        NetBatch.Declare("32, 96, 97", """x.Conv2d("c", 32, 3, 2, 1, groups: 32)"""),
    ]);

    private static string Depthwise(int channels, string size, string layer) =>
        NetBatch.Declare($"{channels}, {size}", $"""x.Conv2d("c", {channels}, {layer}, groups: {channels})""");

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
