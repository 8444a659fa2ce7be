using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Products of matrices against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class MatMulTests
{
    private static readonly NetBatch nets = new(
    [
        NetBatch.Declare("20, 3, 4", """x.Flatten(2).MatMul(x.Flatten(2).Transpose(1, 2))"""),
        NetBatch.Declare("20, 3, 4", """x.Flatten(2).Transpose(1, 2).MatMul(x.Flatten(2))"""),
        NetBatch.Declare("20, 3, 4", """x.Flatten(2).MatMul(x[.., ..1].Reshape(1, 12, 1)).Reshape(1, 20, 1, 1)"""),
        NetBatch.Declare("100, 5, 5", """x.Flatten(2).MatMul(x.Conv2d("m", 1, 1).Reshape(1, 1, 25).Softmax(2).Transpose(1, 2)).Reshape(1, 100, 1, 1).Conv2d("c", 7, 1)"""),
        NetBatch.Declare("1, 1, 4", """x.Flatten(2).MatMul(x.Reshape(1, 4, 1))"""),
        NetBatch.Declare("33, 1, 7", """x.Flatten(2).MatMul(x[.., ..21].Reshape(1, 7, 21))"""),
        NetBatch.Declare("20, 3, 4", """x.MatMul(x.Transpose(2, 3))"""),
        NetBatch.Declare("20, 3, 4", """x.Transpose(2, 3).MatMul(x)"""),
        NetBatch.Declare("20, 4, 4", """x.MatMul(x.ChannelShuffle(4))"""),
        NetBatch.Declare("20, 4, 4", """x.MatMul(x.Transpose(2, 3)).Softmax(3).MatMul(x)"""),
        NetBatch.Declare("20, 3, 4", """x.Linear("l", 7, dim: 1)"""),
        NetBatch.Declare("20, 3, 4", """x.Linear("l", 40, dim: 1).Gelu().Linear("m", 20, bias: false, dim: 1).LayerScale("s") + x"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
