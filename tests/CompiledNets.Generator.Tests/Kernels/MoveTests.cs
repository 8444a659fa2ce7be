using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Reshapes and permutations, as views and as copies, against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class MoveTests
{
    private static readonly NetBatch nets = new(
    [
        NetBatch.Declare("20, 3, 4", """x.Reshape(1, 20, 12)"""),
        NetBatch.Declare("20, 3, 4", """x.Reshape(1, 20, 4, 3)"""),
        NetBatch.Declare("20, 3, 4", """x.Reshape(1, 240, 1, 1)"""),
        NetBatch.Declare("20, 3, 4", """x.Reshape(1, 240).Linear("l", 5)"""),
        NetBatch.Declare("20, 3, 4", """x.Reshape(1, 10, 6, 4)"""),
        NetBatch.Declare("20, 3, 4", """x.Reshape(1, 5, 12, 4)"""),
        NetBatch.Declare("20, 3, 4", """x.Reshape(1, 40, 6)"""),
        NetBatch.Declare("20, 3, 4", """x.Reshape(1, 15, 16)"""),
        NetBatch.Declare("20, 3, 4", """x.Reshape(1, 1, 240)"""),
        NetBatch.Declare("20, 3, 4", """x.Reshape(1, 16, 15, 1)"""),
        NetBatch.Declare("20, 6, 4", """x.Reshape(1, 20, 2, 12)"""),
        NetBatch.Declare("20, 6, 4", """x.Reshape(1, 20, 3, 8).Conv2d("c", 20, 3, padding: 1)"""),
        NetBatch.Declare("20, 6, 4", """x.Conv2d("c", 20, 3, padding: 1).Reshape(1, 20, 24).Softmax(2)"""),
        NetBatch.Declare("24, 1, 1", """x.Reshape(1, 2, 12).Softmax(1).Reshape(1, 24, 1, 1)"""),
        NetBatch.Declare("24, 1, 1", """x.Flatten().Linear("l", 24).Reshape(1, 24, 1, 1) * x"""),
        NetBatch.Declare("1, 3, 4", """x.Reshape(1, 12, 1, 1).Conv2d("c", 7, 1)"""),
        NetBatch.Declare("20, 3, 4", """x.Permute(0, 1, 3, 2)"""),
        NetBatch.Declare("20, 3, 4", """x.Permute(0, 2, 3, 1)"""),
        NetBatch.Declare("20, 3, 4", """x.Permute(0, 3, 1, 2)"""),
        NetBatch.Declare("20, 3, 4", """x.Permute(0, 3, 2, 1)"""),
        NetBatch.Declare("20, 3, 4", """x.Permute(0, 2, 1, 3)"""),
        NetBatch.Declare("20, 3, 4", """x.Permute(0, 2, 3, 1).Permute(0, 3, 1, 2) + x"""),
        NetBatch.Declare("20, 1, 4", """x.Permute(0, 2, 1, 3)"""),
        NetBatch.Declare("20, 1, 4", """x.Transpose(1, 2).Transpose(-1, -2)"""),
        NetBatch.Declare("20, 3, 4", """x.Flatten(2).Transpose(1, 2)"""),
        NetBatch.Declare("20, 3, 4", """x.ChannelShuffle(4).Permute(0, 1, 3, 2)"""),
        NetBatch.Declare("20, 3, 4", """x.ChannelShuffle(4).Reshape(1, 20, 12)"""),
        NetBatch.Declare("20, 3, 4", """x[.., 3..17, 1.., 1..].Permute(0, 3, 2, 1)"""),
        NetBatch.Declare("20, 3, 4", """x[.., 3..17, 1.., 1..].Reshape(1, 28, 3, 1)"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
