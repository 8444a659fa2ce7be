using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Convolutions with one kernel per channel against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class DepthwiseTests
{
    private static readonly NetBatch nets = new(
    [
        // Channels below, at and above the borders of blocks.
        NetBatch.Declare("2, 9, 8", """x.Conv2d("c", 2, 3, padding: 1, groups: 2)"""),
        NetBatch.Declare("3, 9, 8", """x.Conv2d("c", 3, 3, padding: 1, groups: 3)"""),
        NetBatch.Declare("4, 9, 8", """x.Conv2d("c", 4, 3, padding: 1, groups: 4)"""),
        NetBatch.Declare("5, 9, 8", """x.Conv2d("c", 5, 3, padding: 1, groups: 5)"""),
        NetBatch.Declare("7, 9, 8", """x.Conv2d("c", 7, 3, padding: 1, groups: 7)"""),
        NetBatch.Declare("8, 9, 8", """x.Conv2d("c", 8, 3, padding: 1, groups: 8)"""),
        NetBatch.Declare("13, 9, 8", """x.Conv2d("c", 13, 3, padding: 1, groups: 13)"""),
        NetBatch.Declare("15, 9, 8", """x.Conv2d("c", 15, 3, padding: 1, groups: 15)"""),
        NetBatch.Declare("16, 9, 8", """x.Conv2d("c", 16, 3, padding: 1, groups: 16)"""),
        NetBatch.Declare("17, 9, 8", """x.Conv2d("c", 17, 3, padding: 1, groups: 17)"""),
        NetBatch.Declare("24, 9, 8", """x.Conv2d("c", 24, 3, padding: 1, groups: 24)"""),
        NetBatch.Declare("31, 9, 8", """x.Conv2d("c", 31, 3, padding: 1, groups: 31)"""),
        NetBatch.Declare("32, 9, 8", """x.Conv2d("c", 32, 3, padding: 1, groups: 32)"""),
        NetBatch.Declare("33, 9, 8", """x.Conv2d("c", 33, 3, padding: 1, groups: 33)"""),
        NetBatch.Declare("48, 9, 8", """x.Conv2d("c", 48, 3, padding: 1, groups: 48)"""),
        NetBatch.Declare("64, 9, 8", """x.Conv2d("c", 64, 3, padding: 1, groups: 64)"""),
        NetBatch.Declare("100, 9, 8", """x.Conv2d("c", 100, 3, padding: 1, groups: 100)"""),
        // Sizes of the image and of the kernel, up to windows that lie off the image.
        NetBatch.Declare("20, 1, 1", """x.Conv2d("c", 20, 3, padding: 1, groups: 20)"""),
        NetBatch.Declare("20, 1, 2", """x.Conv2d("c", 20, 3, padding: 1, groups: 20)"""),
        NetBatch.Declare("20, 2, 1", """x.Conv2d("c", 20, 3, padding: 1, groups: 20)"""),
        NetBatch.Declare("20, 3, 3", """x.Conv2d("c", 20, 3, padding: 1, groups: 20)"""),
        NetBatch.Declare("20, 5, 30", """x.Conv2d("c", 20, 3, padding: 1, groups: 20)"""),
        NetBatch.Declare("20, 30, 5", """x.Conv2d("c", 20, 3, padding: 1, groups: 20)"""),
        NetBatch.Declare("20, 13, 14", """x.Conv2d("c", 20, 3, padding: 1, groups: 20)"""),
        NetBatch.Declare("20, 14, 15", """x.Conv2d("c", 20, 3, padding: 1, groups: 20)"""),
        NetBatch.Declare("20, 15, 16", """x.Conv2d("c", 20, 3, padding: 1, groups: 20)"""),
        NetBatch.Declare("20, 28, 29", """x.Conv2d("c", 20, 3, padding: 1, groups: 20)"""),
        NetBatch.Declare("20, 29, 28", """x.Conv2d("c", 20, 3, padding: 1, groups: 20)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, 1, padding: 0, groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, 2, padding: 1, groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, 4, padding: 2, groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, 5, padding: 2, groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, 6, padding: 3, groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, 7, padding: 3, groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, 7, padding: 6, groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, (1, 7), padding: (0, 3), groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, (7, 1), padding: (3, 0), groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, (2, 5), padding: (1, 0, 2, 3), groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, 3, padding: (1, 0, 0, 0), groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, 3, padding: (0, 1, 0, 0), groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, 3, padding: (0, 0, 1, 0), groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, 3, padding: (0, 0, 0, 1), groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, 3, padding: 5, groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, 1, padding: 2, groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, 3, padding: Padding.Same, groups: 18)"""),
        NetBatch.Declare("18, 9, 10", """x.Conv2d("c", 18, 5, padding: Padding.Same, groups: 18)"""),
        // Strides and dilation.
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 3, 2, 1, 1, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 3, 3, 1, 1, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 3, (2, 1), 1, 1, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 3, (1, 2), 1, 1, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 5, 2, 2, 1, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 5, (1, 3), 2, 1, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 2, 2, 0, 1, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 1, 2, 0, 1, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 1, 3, 0, 1, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 3, 2, Padding.Same, 1, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 5, 3, Padding.Same, 1, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 3, 1, 2, 2, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 3, 1, 3, 3, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 3, 2, 2, 2, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 3, 2, (3, 1), (3, 1), 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 5, 1, 4, 2, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 3, 1, (1, 2), (1, 2), 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 3, 2, 1, 3, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 3, 1, 8, 4, 17)"""),
        NetBatch.Declare("17, 13, 16", """x.Conv2d("c", 17, 3, 5, 1, 1, 17)"""),
        // A channel multiplier makes it a grouped convolution.
        NetBatch.Declare("2, 7, 8", """x.Conv2d("c", 4, 3, padding: 1, groups: 2)"""),
        NetBatch.Declare("3, 7, 8", """x.Conv2d("c", 6, 3, padding: 1, groups: 3)"""),
        NetBatch.Declare("5, 7, 8", """x.Conv2d("c", 15, 3, padding: 1, groups: 5)"""),
        NetBatch.Declare("16, 7, 8", """x.Conv2d("c", 32, 3, padding: 1, groups: 16)"""),
        NetBatch.Declare("17, 7, 8", """x.Conv2d("c", 34, 3, padding: 1, groups: 17)"""),
        NetBatch.Declare("24, 7, 8", """x.Conv2d("c", 96, 3, padding: 1, groups: 24)"""),
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
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
