using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Local response and layer normalization against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class NormTests
{
    private static readonly NetBatch nets = new(
    [
        NetBatch.Declare("1, 3, 4", """x.LocalResponseNorm(5)"""),
        NetBatch.Declare("8, 3, 4", """x.LocalResponseNorm(5, 1, 0.75, 2)"""),
        NetBatch.Declare("16, 3, 4", """x.LocalResponseNorm(5, 1, 0.75, 2)"""),
        NetBatch.Declare("33, 3, 4", """x.LocalResponseNorm(5, 1, 0.75, 2)"""),
        NetBatch.Declare("40, 3, 4", """x.LocalResponseNorm(4, 1, 0.5, 2)"""),
        NetBatch.Declare("40, 1, 1", """x.LocalResponseNorm(1, 1, 1, 1)"""),
        NetBatch.Declare("20, 3, 4", """x.LocalResponseNorm(9, 3, 1.3, 0.1)"""),
        NetBatch.Declare("20, 3, 4", """x.LocalResponseNorm(30, 3, 0.75, 0).Conv2d("c", 20, 1)"""),
        NetBatch.Declare("3, 9, 9", """x.Conv2d("c", 24, 3, padding: 1).Relu().LocalResponseNorm(5).MaxPool2d(3, 2)"""),
        NetBatch.Declare("20, 3, 4", """x.ChannelShuffle(5).LocalResponseNorm(3, 2)"""),
        NetBatch.Declare("20, 3, 4", """Tensor.Concat(x, x * 2).LocalResponseNorm(3, 2)"""),
        NetBatch.Declare("24, 3, 4", """x.LayerNorm2d("n")"""),
        NetBatch.Declare("32, 3, 4", """x.LayerNorm2d("n")"""),
        NetBatch.Declare("1, 3, 4", """x.LayerNorm2d("n")"""),
        NetBatch.Declare("100, 1, 1", """x.LayerNorm2d("n", 1e-3).Relu()"""),
        NetBatch.Declare("24, 3, 4", """x.LayerNorm2d("n") + x"""),
        NetBatch.Declare("24, 3, 4", """Tensor.Concat(x, x * 3).LayerNorm2d("n")"""),
        NetBatch.Declare("24, 3, 4", """(x + 100).LayerNorm2d("n")"""),
        NetBatch.Declare("24, 3, 4", """x.Flatten().LayerNorm("n", [288])"""),
        NetBatch.Declare("16, 1, 1", """x.LayerNorm("n", [16, 1, 1]).Relu()"""),
        NetBatch.Declare("20, 3, 4", """x.LayerNorm("n", [20, 3, 4])"""),
        NetBatch.Declare("20, 3, 4", """x.LayerNorm("n", [3, 4])"""),
        NetBatch.Declare("20, 3, 4", """x.LayerNorm("n", [4])"""),
        NetBatch.Declare("20, 3, 4", """x.Flatten(2).LayerNorm("n", [12])"""),
        NetBatch.Declare("20, 3, 4", """x.Flatten(2).LayerNorm("n", [20, 12])"""),
        NetBatch.Declare("20, 3, 4", """x.Conv2d("c", 20, 3, padding: 1).LayerNorm2d("n").Conv2d("d", 20, 3, padding: 1)"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
