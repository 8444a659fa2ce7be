using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Convolutions by Winograd's method against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class WinogradTests
{
    private static readonly NetBatch nets = new(
    [
        // Sizes that the tiles of 2 and of 4 divide and do not divide, in one band and in several.
        .. new[] { "3, 3", "4, 4", "5, 6", "7, 7", "8, 30", "13, 14", "14, 13", "15, 16", "28, 29", "30, 4" }
            .Select(size => NetBatch.Declare($"64, {size}", """x.Conv2d("c", 64, 3, padding: 1)""")),
        .. new[] { "0", "(1, 0, 0, 0)", "(0, 1, 0, 0)", "(0, 0, 1, 0)", "(0, 0, 0, 1)", "2", "(3, 0, 1, 2)", "Padding.Same" }
            .Select(padding => NetBatch.Declare("64, 13, 12", $"""x.Conv2d("c", 48, 3, padding: {padding})""")),
        .. new[] { (48, 100), (100, 48), (64, 33), (112, 17), (256, 32), (31, 128) }
            .Select(channels => NetBatch.Declare($"{channels.Item1}, 10, 11", $"""x.Conv2d("c", {channels.Item2}, 3, padding: 1)""")),
        NetBatch.Declare("64, 12, 13", """x.Conv2d("c", 64, 3, padding: 1, bias: false).BatchNorm2d("n").Relu() + x"""),
        NetBatch.Declare("64, 12, 13", """(x.Conv2d("c", 64, 3, padding: 1).BatchNorm2d("n") + x).Relu().Conv2d("d", 64, 3)"""),
        NetBatch.Declare("64, 12, 13", """x.Conv2d("c", 64, 3, padding: 1).Silu() * x.AdaptiveAvgPool2d(1).Sigmoid()"""),
        NetBatch.Declare("64, 12, 13", """x.Conv2d("c", 64, 3, padding: 1) * x.Conv2d("s", 1, 1)"""),
        NetBatch.Declare("64, 12, 13", """x.Conv2d("c", 64, 3, padding: 1).Relu().BatchNorm2d("n")"""),
        NetBatch.Declare("64, 12, 13", """Tensor.Concat(x.Conv2d("a", 32, 1), x.Conv2d("b", 48, 3, padding: 1)).Conv2d("c", 64, 3, padding: 1)"""),
        NetBatch.Declare("64, 12, 13", """Tensor.Concat(x, x).Conv2d("c", 64, 3, padding: 1)"""),
        NetBatch.Declare("64, 12, 13", """x.ChannelShuffle(4).Conv2d("c", 64, 3, padding: 1)"""),
        NetBatch.Declare("64, 12, 13", """x.Conv2d("c", 64, 3, padding: 1) + x.ChannelShuffle(2)"""),
        NetBatch.Declare("64, 12, 13", """x[.., .., 1..9, 2..11].Conv2d("c", 64, 3)"""),
        NetBatch.Declare("64, 12, 13", """x[.., .., 1..9, 2..11].Conv2d("c", 64, 3, padding: 1)"""),
        NetBatch.Declare("96, 12, 13", """x[.., 32..].Conv2d("c", 64, 3, padding: 1)"""),
        NetBatch.Declare("64, 9, 9", """x.Pad((0, 1, 2, 3)).Conv2d("c", 64, 3)"""),
        NetBatch.Declare("2, 64, 9, 9", """x.Conv2d("c", 64, 3, padding: 1).Conv2d("c", 64, 3, padding: 1)"""),
        // Other kernels, along one axis or both, of parts that are tiles or rows and columns in turn.
        .. new[] { "(1, 3)", "(3, 1)", "5", "(1, 5)", "(5, 1)", "(1, 7)", "(7, 1)", "(3, 5)" }
            .SelectMany(kernel => new[] { "17, 17", "9, 30", "31, 8", "24, 5" }.Select(size =>
                NetBatch.Declare($"80, {size}", $"""x.Conv2d("c", 96, {kernel}, padding: Padding.Same).Relu()"""))),
        .. new[] { "3", "5", "7", "(3, 5)" }
            .SelectMany(kernel => new[] { "35, 35", "28, 30", "21, 60" }.Select(size =>
                NetBatch.Declare($"96, {size}", $"""x.Conv2d("c", 128, {kernel}, stride: 2, padding: 1).Relu()"""))),
        NetBatch.Declare("96, 28, 31", """x.Conv2d("c", 128, 3, stride: 2, padding: (0, 1, 2, 3)).Relu()"""),
        NetBatch.Declare("96, 64, 30", """x.Conv2d("c", 128, (1, 3), stride: (1, 2)).Relu()"""),
        NetBatch.Declare("96, 30, 64", """x.Conv2d("c", 128, (3, 1), stride: (2, 1)).Relu()"""),
        NetBatch.Declare("96, 17, 17", """x[.., 8..88].Conv2d("c", 96, (1, 7), padding: (0, 3)).Conv2d("d", 96, (7, 1), padding: (3, 0))"""),
        NetBatch.Declare("96, 30, 30", """Tensor.Concat(x[.., ..40], x[.., 48..]).Conv2d("c", 128, 3, stride: 2, padding: 1)"""),
        // A network's input, few channels of which make one block for all parts of the kernel.
        .. new[] { "64, 64", "75, 90", "33, 101" }
            .Select(size => NetBatch.Declare($"3, {size}", """x.Conv2d("c", 64, 7, stride: 2, padding: 3).Relu()""")),
        NetBatch.Declare("4, 61, 60", """x.Conv2d("c", 96, 5, stride: 2).Relu()"""),
        NetBatch.Declare("3, 60, 61", """x.Conv2d("c", 128, 7, stride: 2, padding: (1, 2, 3, 0), bias: false).BatchNorm2d("n").Silu()"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);

    // Which of the forms is chosen is a matter of cost, and may change; that none is left out by mistake is tested here.
    [Theory]
    [InlineData("2x2_"), InlineData("4x4_"), InlineData("1x4Conv1x7_"), InlineData("4x1Conv7x1_"), InlineData("1x4Conv1x3_"), InlineData("4x1Conv3x1_")]
    [InlineData("4x4Conv5x5_"), InlineData("4x4Conv3x3S2_"), InlineData("4x4Conv7x7S2_")]
    public void EachTransform_IsAmongTheTests(string transform) =>
        Assert.Contains(nets.Kernels, kernels => kernels.Contains($"WinogradInput{transform}"));
}
