using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Batch normalization, by itself and folded, against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class BatchNormTests
{
    private static readonly NetBatch nets = new(
    [
        NetBatch.Declare("1, 4, 5", """x.BatchNorm2d("n")"""),
        NetBatch.Declare("1, 4, 5", """x.Conv2d("c", 1, 3, bias: false).BatchNorm2d("n")"""),
        NetBatch.Declare("3, 4, 5", """x.BatchNorm2d("n")"""),
        NetBatch.Declare("3, 4, 5", """x.Conv2d("c", 3, 3, bias: false).BatchNorm2d("n")"""),
        NetBatch.Declare("15, 4, 5", """x.BatchNorm2d("n")"""),
        NetBatch.Declare("15, 4, 5", """x.Conv2d("c", 15, 3, bias: false).BatchNorm2d("n")"""),
        NetBatch.Declare("16, 4, 5", """x.BatchNorm2d("n")"""),
        NetBatch.Declare("16, 4, 5", """x.Conv2d("c", 16, 3, bias: false).BatchNorm2d("n")"""),
        NetBatch.Declare("17, 4, 5", """x.BatchNorm2d("n")"""),
        NetBatch.Declare("17, 4, 5", """x.Conv2d("c", 17, 3, bias: false).BatchNorm2d("n")"""),
        NetBatch.Declare("33, 4, 5", """x.BatchNorm2d("n")"""),
        NetBatch.Declare("33, 4, 5", """x.Conv2d("c", 33, 3, bias: false).BatchNorm2d("n")"""),
        NetBatch.Declare("100, 4, 5", """x.BatchNorm2d("n")"""),
        NetBatch.Declare("100, 4, 5", """x.Conv2d("c", 100, 3, bias: false).BatchNorm2d("n")"""),
        NetBatch.Declare("18, 6, 5", """x.BatchNorm2d("n", 1e-3).Relu()"""),
        NetBatch.Declare("18, 6, 5", """x.BatchNorm2d("n").Relu().Conv2d("c", 9, 3, padding: 1)"""),
        NetBatch.Declare("18, 6, 5", """x.BatchNorm2d("n").Relu().Conv2d("c", 18, 3, 1, 1, groups: 18).BatchNorm2d("m")"""),
        NetBatch.Declare("18, 6, 5", """x.Conv2d("c", 9, 3).BatchNorm2d("n").BatchNorm2d("m", 0.1)"""),
        NetBatch.Declare("18, 6, 5", """x.Conv2d("c", 9, 3).Relu().BatchNorm2d("n")"""),
        NetBatch.Declare("18, 6, 5", """x.Conv2d("c", 9, 3).Relu().BatchNorm2d("n").Relu().BatchNorm2d("m")"""),
        NetBatch.Declare("18, 6, 5", """x.Flatten().Linear("l", 20).BatchNorm2d("n")"""),
        NetBatch.Declare("18, 6, 5", """x.Flatten().BatchNorm2d("n").Linear("l", 20)"""),
        NetBatch.Declare("18, 6, 5", """x.MaxPool2d(2).BatchNorm2d("n")"""),
        NetBatch.Declare("18, 6, 5", """x.AvgPool2d(2).BatchNorm2d("n") + x.MaxPool2d(2)"""),
        NetBatch.Declare("18, 6, 5", """x.Conv2d("c", 36, 3, groups: 2, bias: false).BatchNorm2d("n")"""),
        NetBatch.Declare("18, 6, 5", """x.Conv2d("c", 36, 1, groups: 18).BatchNorm2d("n").Relu()"""),
        NetBatch.Declare("18, 6, 5", """Tensor.Concat(x, x.Relu()).BatchNorm2d("n")"""),
        NetBatch.Declare("18, 6, 5", """x[.., 5..9].BatchNorm2d("n")"""),
        NetBatch.Declare("18, 6, 5", """x.ChannelShuffle(2).BatchNorm2d("n")"""),
        NetBatch.Declare("18, 6, 5", """x.BatchNorm2d("n") + x.BatchNorm2d("m")"""),
        NetBatch.Declare("18, 6, 5", """x.BatchNorm2d("n") * x.AdaptiveAvgPool2d(1).BatchNorm2d("m")"""),
        NetBatch.Declare("18, 6, 5", """x.Conv2d("c", 18, 3, padding: 1).BatchNorm2d("n") + x.BatchNorm2d("m")"""),
        NetBatch.Declare("18, 6, 5", """x.BatchNorm2d("n").BatchNorm2d("n")"""),
        NetBatch.Declare("18, 6, 5", """x.Pad(1).BatchNorm2d("n").Conv2d("c", 5, 3)"""),
        NetBatch.Declare("18, 6, 5", """x.Conv2d("c", 18, 1).BatchNorm2d("n", 0)"""),
        // A convolution that somebody else reads, too, keeps its own numbers.
        NetBatch.DeclareBody("18, 6, 5", """x = x.Conv2d("c", 18, 3, padding: 1); x = x + x.BatchNorm2d("n");"""),
        NetBatch.DeclareBody("18, 6, 5", """x = x.Conv2d("c", 18, 3, padding: 1); x = x.BatchNorm2d("n") * x.BatchNorm2d("m");"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
