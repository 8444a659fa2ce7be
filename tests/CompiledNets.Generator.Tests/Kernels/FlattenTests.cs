using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Flattening against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class FlattenTests
{
    private static readonly NetBatch nets = new(
    [
        NetBatch.Declare("1, 1, 1", """x.Flatten()"""),
        NetBatch.Declare("1, 1, 1", """x.Flatten(1)"""),
        NetBatch.Declare("1, 1, 1", """x.Flatten(2)"""),
        NetBatch.Declare("1, 1, 1", """x.Flatten(-1)"""),
        NetBatch.Declare("1, 1, 1", """x.Flatten().Linear("l", 5)"""),
        NetBatch.Declare("1, 1, 1", """x.Conv2d("c", 19, 3, padding: 1).Flatten()"""),
        NetBatch.Declare("1, 1, 1", """x.Conv2d("c", 19, 3, padding: 1).Flatten(2).Relu()"""),
        NetBatch.Declare("3, 1, 1", """x.Flatten()"""),
        NetBatch.Declare("3, 1, 1", """x.Flatten(1)"""),
        NetBatch.Declare("3, 1, 1", """x.Flatten(2)"""),
        NetBatch.Declare("3, 1, 1", """x.Flatten(-1)"""),
        NetBatch.Declare("3, 1, 1", """x.Flatten().Linear("l", 5)"""),
        NetBatch.Declare("3, 1, 1", """x.Conv2d("c", 19, 3, padding: 1).Flatten()"""),
        NetBatch.Declare("3, 1, 1", """x.Conv2d("c", 19, 3, padding: 1).Flatten(2).Relu()"""),
        NetBatch.Declare("3, 4, 5", """x.Flatten()"""),
        NetBatch.Declare("3, 4, 5", """x.Flatten(1)"""),
        NetBatch.Declare("3, 4, 5", """x.Flatten(2)"""),
        NetBatch.Declare("3, 4, 5", """x.Flatten(-1)"""),
        NetBatch.Declare("3, 4, 5", """x.Flatten().Linear("l", 5)"""),
        NetBatch.Declare("3, 4, 5", """x.Conv2d("c", 19, 3, padding: 1).Flatten()"""),
        NetBatch.Declare("3, 4, 5", """x.Conv2d("c", 19, 3, padding: 1).Flatten(2).Relu()"""),
        NetBatch.Declare("16, 2, 3", """x.Flatten()"""),
        NetBatch.Declare("16, 2, 3", """x.Flatten(1)"""),
        NetBatch.Declare("16, 2, 3", """x.Flatten(2)"""),
        NetBatch.Declare("16, 2, 3", """x.Flatten(-1)"""),
        NetBatch.Declare("16, 2, 3", """x.Flatten().Linear("l", 5)"""),
        NetBatch.Declare("16, 2, 3", """x.Conv2d("c", 19, 3, padding: 1).Flatten()"""),
        NetBatch.Declare("16, 2, 3", """x.Conv2d("c", 19, 3, padding: 1).Flatten(2).Relu()"""),
        NetBatch.Declare("17, 3, 2", """x.Flatten()"""),
        NetBatch.Declare("17, 3, 2", """x.Flatten(1)"""),
        NetBatch.Declare("17, 3, 2", """x.Flatten(2)"""),
        NetBatch.Declare("17, 3, 2", """x.Flatten(-1)"""),
        NetBatch.Declare("17, 3, 2", """x.Flatten().Linear("l", 5)"""),
        NetBatch.Declare("17, 3, 2", """x.Conv2d("c", 19, 3, padding: 1).Flatten()"""),
        NetBatch.Declare("17, 3, 2", """x.Conv2d("c", 19, 3, padding: 1).Flatten(2).Relu()"""),
        NetBatch.Declare("40, 1, 7", """x.Flatten()"""),
        NetBatch.Declare("40, 1, 7", """x.Flatten(1)"""),
        NetBatch.Declare("40, 1, 7", """x.Flatten(2)"""),
        NetBatch.Declare("40, 1, 7", """x.Flatten(-1)"""),
        NetBatch.Declare("40, 1, 7", """x.Flatten().Linear("l", 5)"""),
        NetBatch.Declare("40, 1, 7", """x.Conv2d("c", 19, 3, padding: 1).Flatten()"""),
        NetBatch.Declare("40, 1, 7", """x.Conv2d("c", 19, 3, padding: 1).Flatten(2).Relu()"""),
        NetBatch.Declare("40, 7, 1", """x.Flatten()"""),
        NetBatch.Declare("40, 7, 1", """x.Flatten(1)"""),
        NetBatch.Declare("40, 7, 1", """x.Flatten(2)"""),
        NetBatch.Declare("40, 7, 1", """x.Flatten(-1)"""),
        NetBatch.Declare("40, 7, 1", """x.Flatten().Linear("l", 5)"""),
        NetBatch.Declare("40, 7, 1", """x.Conv2d("c", 19, 3, padding: 1).Flatten()"""),
        NetBatch.Declare("40, 7, 1", """x.Conv2d("c", 19, 3, padding: 1).Flatten(2).Relu()"""),
        NetBatch.Declare("2, 9, 9", """x.Flatten()"""),
        NetBatch.Declare("2, 9, 9", """x.Flatten(1)"""),
        NetBatch.Declare("2, 9, 9", """x.Flatten(2)"""),
        NetBatch.Declare("2, 9, 9", """x.Flatten(-1)"""),
        NetBatch.Declare("2, 9, 9", """x.Flatten().Linear("l", 5)"""),
        NetBatch.Declare("2, 9, 9", """x.Conv2d("c", 19, 3, padding: 1).Flatten()"""),
        NetBatch.Declare("2, 9, 9", """x.Conv2d("c", 19, 3, padding: 1).Flatten(2).Relu()"""),
        NetBatch.Declare("18, 3, 4", """x.Flatten(2).Flatten().Linear("l", 6)"""),
        NetBatch.Declare("18, 3, 4", """x.Flatten().Relu() + 1"""),
        NetBatch.Declare("18, 3, 4", """x.Flatten(2).BatchNorm2d("n")"""),
        NetBatch.Declare("18, 3, 4", """x.Flatten().BatchNorm2d("n")"""),
        NetBatch.Declare("18, 3, 4", """x.Flatten(2) + x.AdaptiveAvgPool2d(1).Flatten(2)"""),
        NetBatch.Declare("18, 3, 4", """x.Flatten(2) * x[.., 3..4].Flatten(2)"""),
        NetBatch.Declare("18, 3, 4", """x.Flatten() * x.Flatten().Sigmoid()"""),
        NetBatch.Declare("18, 3, 4", """x.Conv2d("c", 18, 3, padding: 2).Conv2d("d", 18, 3).Flatten(2)"""),
        NetBatch.Declare("18, 3, 4", """x.MaxPool2d(2).Flatten().Dropout(0.2).Linear("l", 5)"""),
        NetBatch.Declare("18, 3, 4", """x.Flatten() + x.Conv2d("c", 18, 3, padding: 1).Flatten()"""),
        NetBatch.Declare("18, 3, 4", """x.Flatten().Linear("l", 1) * x.Flatten()"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
