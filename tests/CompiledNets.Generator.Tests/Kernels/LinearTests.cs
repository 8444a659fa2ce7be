using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Fully connected layers against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class LinearTests
{
    private static readonly NetBatch nets = new(
    [
        NetBatch.Declare("1, 1, 1", """x.Flatten().Linear("l", 1)"""),
        NetBatch.Declare("2, 1, 1", """x.Flatten().Linear("l", 3)"""),
        NetBatch.Declare("3, 1, 1", """x.Flatten().Linear("l", 5)"""),
        NetBatch.Declare("7, 1, 1", """x.Flatten().Linear("l", 16)"""),
        NetBatch.Declare("15, 1, 1", """x.Flatten().Linear("l", 17)"""),
        NetBatch.Declare("16, 1, 1", """x.Flatten().Linear("l", 1)"""),
        NetBatch.Declare("16, 1, 1", """x.Flatten().Linear("l", 16)"""),
        NetBatch.Declare("17, 1, 1", """x.Flatten().Linear("l", 33)"""),
        NetBatch.Declare("31, 1, 1", """x.Flatten().Linear("l", 10)"""),
        NetBatch.Declare("32, 1, 1", """x.Flatten().Linear("l", 64)"""),
        NetBatch.Declare("33, 1, 1", """x.Flatten().Linear("l", 100)"""),
        NetBatch.Declare("48, 1, 1", """x.Flatten().Linear("l", 31)"""),
        NetBatch.Declare("64, 1, 1", """x.Flatten().Linear("l", 128)"""),
        NetBatch.Declare("100, 1, 1", """x.Flatten().Linear("l", 145)"""),
        NetBatch.Declare("100, 1, 1", """x.Flatten().Linear("l", 160)"""),
        NetBatch.Declare("256, 1, 1", """x.Flatten().Linear("l", 1000)"""),
        NetBatch.Declare("5, 1, 1", """x.Flatten().Linear("l", 300)"""),
        NetBatch.Declare("10, 3, 3", """x.Flatten().Linear("l", 10, bias: false)"""),
        NetBatch.Declare("10, 3, 3", """x.Flatten().Linear("l", 20).Relu().Linear("m", 20).Sigmoid().Linear("n", 3)"""),
        NetBatch.Declare("10, 3, 3", """x.Flatten().Linear("l", 18).BatchNorm2d("n").Relu()"""),
        NetBatch.Declare("10, 3, 3", """x.Flatten().Linear("l", 90) + x.Flatten()"""),
        NetBatch.Declare("10, 3, 3", """x.Flatten() * x.Flatten().Linear("l", 90)"""),
        NetBatch.Declare("10, 3, 3", """x.Flatten().Linear("l", 12) + x.Flatten().Linear("m", 12)"""),
        NetBatch.Declare("10, 3, 3", """Tensor.Concat(x.Flatten().Linear("l", 5), x.Flatten().Linear("m", 9)).Linear("n", 3)"""),
        NetBatch.Declare("10, 3, 3", """x.Flatten()[.., 7..50].Linear("l", 10)"""),
        NetBatch.Declare("10, 3, 3", """x.Flatten().Linear("l", 40)[.., 3..20].Linear("m", 6)"""),
        NetBatch.Declare("10, 3, 3", """x[.., 1..3].Flatten().Linear("l", 11)"""),
        NetBatch.Declare("10, 3, 3", """x[.., .., 1..2, 1..3].Flatten().Linear("l", 11)"""),
        NetBatch.Declare("10, 3, 3", """x.Conv2d("c", 20, 3, padding: 1).Flatten().Linear("l", 11)"""),
        NetBatch.Declare("10, 3, 3", """x.Conv2d("c", 20, 3).Relu().MaxPool2d(1, 1).Flatten().Linear("l", 11)"""),
        NetBatch.Declare("10, 3, 3", """x.ChannelShuffle(5).Flatten().Linear("l", 11)"""),
        NetBatch.Declare("10, 3, 3", """x.Flatten().Linear("a", 90).Linear("a", 90)"""),
        NetBatch.Declare("10, 3, 3", """Tensor.Concat(x, x * 2).Flatten().Linear("l", 33)"""),
        NetBatch.Declare("10, 3, 3", """x.Flatten().Dropout().Linear("l", 4).Softmax()"""),
        NetBatch.Declare("10, 3, 3", """x.Flatten().Linear("l", 30).ChannelShuffle(3).Linear("m", 6)"""),
        NetBatch.Declare("10, 3, 3", """x.Flatten().Linear("l", 30).HardSwish() * 0.5 + 1"""),
        NetBatch.Declare("10, 3, 3", """x.Flatten(2).Linear("l", 7).Relu()"""),
        NetBatch.Declare("2, 18, 4, 5", """x.Flatten(2).Transpose(1, 2).LayerNorm("n", [18]).Linear("l", 40).Gelu().Linear("m", 18)"""),
        NetBatch.Declare("10, 3, 5", """x.Linear("l", 17, dim: 3).Relu()"""),
        NetBatch.Declare("10, 3, 5", """x.Permute(0, 2, 3, 1).Linear("l", 21, bias: false, dim: 3).Permute(0, 3, 1, 2)"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
