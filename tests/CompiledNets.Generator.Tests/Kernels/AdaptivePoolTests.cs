using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Adaptive average pooling against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class AdaptivePoolTests
{
    private static readonly NetBatch nets = new(
    [
        NetBatch.Declare("1, 7, 7", """x.AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("3, 7, 7", """x.AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("16, 7, 7", """x.AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("17, 7, 7", """x.AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("33, 7, 7", """x.AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("100, 7, 7", """x.AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("18, 1, 1", """x.AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("18, 1, 9", """x.AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("18, 9, 1", """x.AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("18, 13, 17", """x.AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("18, 30, 29", """x.AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("18, 7, 7", """x.AdaptiveAvgPool2d(2)"""),
        NetBatch.Declare("18, 7, 7", """x.AdaptiveAvgPool2d(3)"""),
        NetBatch.Declare("18, 7, 7", """x.AdaptiveAvgPool2d((1, 7))"""),
        NetBatch.Declare("18, 7, 7", """x.AdaptiveAvgPool2d((7, 1))"""),
        NetBatch.Declare("18, 10, 13", """x.AdaptiveAvgPool2d((3, 4))"""),
        NetBatch.Declare("18, 5, 6", """x.AdaptiveAvgPool2d(6)"""),
        NetBatch.Declare("18, 2, 3", """x.AdaptiveAvgPool2d((4, 7))"""),
        NetBatch.Declare("18, 1, 1", """x.AdaptiveAvgPool2d(3)"""),
        NetBatch.Declare("18, 7, 7", """x.AdaptiveAvgPool2d(7)"""),
        NetBatch.Declare("18, 13, 13", """x.AdaptiveAvgPool2d(6)"""),
        NetBatch.Declare("18, 14, 15", """x.AdaptiveAvgPool2d((7, 5))"""),
        NetBatch.Declare("18, 9, 9", """x.AdaptiveAvgPool2d(1).Flatten().Linear("l", 10)"""),
        NetBatch.Declare("18, 9, 9", """x.Conv2d("c", 20, 3).AdaptiveAvgPool2d(1).Relu()"""),
        NetBatch.Declare("18, 9, 9", """x[.., 3..9].AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("18, 9, 9", """x[.., .., 2..7, 3..].AdaptiveAvgPool2d(2)"""),
        NetBatch.Declare("18, 9, 9", """Tensor.Concat(x, x.Relu()).AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("18, 9, 9", """x.AdaptiveAvgPool2d(3).Sigmoid() * x.AvgPool2d(3)"""),
        NetBatch.Declare("18, 9, 9", """x.AdaptiveAvgPool2d(1) + x"""),
        NetBatch.Declare("18, 9, 9", """x.AdaptiveAvgPool2d(1).BatchNorm2d("n")"""),
        NetBatch.Declare("18, 9, 9", """Tensor.Concat(x.AdaptiveAvgPool2d(1), x.MaxPool2d(9)).Flatten().Linear("l", 7)"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
