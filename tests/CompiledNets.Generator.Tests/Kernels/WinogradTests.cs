using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>3×3 convolutions by Winograd's method against the eager reference.</summary>
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
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);

    [Theory, InlineData(2), InlineData(4)]
    public void EitherTransform_IsAmongTheTests(int outputs) =>
        Assert.Contains(nets.Kernels, kernels => kernels.Contains($"WinogradInput{outputs}x{outputs}_"));
}
