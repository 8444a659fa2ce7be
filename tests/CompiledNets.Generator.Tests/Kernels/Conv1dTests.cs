using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Convolutions along lines against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class Conv1dTests
{
    private static readonly NetBatch nets = new(
    [
        NetBatch.Declare("20, 3, 4", """x.Flatten(2).Conv1d("c", 24, 3, padding: 1)"""),
        NetBatch.Declare("20, 3, 4", """x.Flatten(2).Conv1d("c", 5, 4, 2, 1, 2).Relu().Conv1d("d", 7, 1)"""),
        NetBatch.Declare("20, 3, 4", """x.Flatten(2).Conv1d("c", 20, 5, padding: 2, groups: 20).Silu()"""),
        NetBatch.Declare("32, 3, 4", """x.Flatten(2).Conv1d("c", 32, 5, padding: 2, groups: 8) + x.Flatten(2)"""),
        NetBatch.Declare("20, 3, 4", """x.Flatten(2).Conv1d("c", 24, 3, bias: false).BatchNorm2d("n").Relu()"""),
        NetBatch.Declare("20, 3, 4", """x * x.AdaptiveAvgPool2d(1).Reshape(1, 1, 20).Conv1d("c", 1, 3, padding: 1, bias: false).Sigmoid().Reshape(1, 20, 1, 1)"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
