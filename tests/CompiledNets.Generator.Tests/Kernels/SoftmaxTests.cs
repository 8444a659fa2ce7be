using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Softmax along every dimension against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class SoftmaxTests
{
    private static readonly NetBatch nets = new(
    [
        NetBatch.Declare("1, 1, 1", """x.Softmax()"""),
        NetBatch.Declare("1, 1, 1", """(x * 50).Flatten().Softmax()"""),
        NetBatch.Declare("2, 1, 1", """x.Softmax()"""),
        NetBatch.Declare("2, 1, 1", """(x * 50).Flatten().Softmax()"""),
        NetBatch.Declare("3, 1, 1", """x.Softmax()"""),
        NetBatch.Declare("3, 1, 1", """(x * 50).Flatten().Softmax()"""),
        NetBatch.Declare("7, 1, 1", """x.Softmax()"""),
        NetBatch.Declare("7, 1, 1", """(x * 50).Flatten().Softmax()"""),
        NetBatch.Declare("15, 1, 1", """x.Softmax()"""),
        NetBatch.Declare("15, 1, 1", """(x * 50).Flatten().Softmax()"""),
        NetBatch.Declare("16, 1, 1", """x.Softmax()"""),
        NetBatch.Declare("16, 1, 1", """(x * 50).Flatten().Softmax()"""),
        NetBatch.Declare("17, 1, 1", """x.Softmax()"""),
        NetBatch.Declare("17, 1, 1", """(x * 50).Flatten().Softmax()"""),
        NetBatch.Declare("31, 1, 1", """x.Softmax()"""),
        NetBatch.Declare("31, 1, 1", """(x * 50).Flatten().Softmax()"""),
        NetBatch.Declare("32, 1, 1", """x.Softmax()"""),
        NetBatch.Declare("32, 1, 1", """(x * 50).Flatten().Softmax()"""),
        NetBatch.Declare("33, 1, 1", """x.Softmax()"""),
        NetBatch.Declare("33, 1, 1", """(x * 50).Flatten().Softmax()"""),
        NetBatch.Declare("100, 1, 1", """x.Softmax()"""),
        NetBatch.Declare("100, 1, 1", """(x * 50).Flatten().Softmax()"""),
        NetBatch.Declare("1000, 1, 1", """x.Softmax()"""),
        NetBatch.Declare("1000, 1, 1", """(x * 50).Flatten().Softmax()"""),
        NetBatch.Declare("18, 5, 6", """x.Softmax()"""),
        NetBatch.Declare("18, 5, 6", """x.Softmax(1)"""),
        NetBatch.Declare("18, 5, 6", """x.Softmax(2)"""),
        NetBatch.Declare("18, 5, 6", """x.Softmax(3)"""),
        NetBatch.Declare("18, 5, 6", """x.Softmax(-1)"""),
        NetBatch.Declare("18, 5, 6", """(x * 100).Softmax(2)"""),
        NetBatch.Declare("18, 5, 6", """(x * 100).Softmax()"""),
        NetBatch.Declare("18, 5, 6", """(x + 300).Softmax()"""),
        NetBatch.Declare("18, 5, 6", """(x - 300).Softmax(3)"""),
        NetBatch.Declare("18, 5, 6", """x.Flatten(2).Softmax(2)"""),
        NetBatch.Declare("18, 5, 6", """x.Flatten(2).Softmax(1)"""),
        NetBatch.Declare("18, 5, 6", """x.Flatten().Softmax()"""),
        NetBatch.Declare("18, 5, 6", """x[.., 3..17].Softmax()"""),
        NetBatch.Declare("18, 5, 6", """x[.., 3..17].Softmax(2)"""),
        NetBatch.Declare("18, 5, 6", """x[.., .., 1..3, 1..4].Softmax(3)"""),
        NetBatch.Declare("18, 5, 6", """Tensor.Concat(x, x[.., ..5]).Softmax()"""),
        NetBatch.Declare("18, 5, 6", """x.Conv2d("c", 5, 3).Softmax().Conv2d("d", 3, 1)"""),
        NetBatch.Declare("18, 5, 6", """x.Softmax() * x"""),
        NetBatch.Declare("18, 5, 6", """x.ChannelShuffle(2).Softmax()"""),
        NetBatch.Declare("18, 5, 6", """x.Softmax().Softmax()"""),
        NetBatch.Declare("18, 5, 6", """x.Conv2d("c", 20, 3, padding: 1).Softmax(2).Conv2d("d", 4, 3, padding: 1)"""),
        NetBatch.Declare("5, 1, 9", """x.Softmax(2)"""),
        NetBatch.Declare("5, 9, 1", """x.Softmax(3)"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
