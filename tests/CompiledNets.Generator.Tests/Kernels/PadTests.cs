using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Constant padding against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class PadTests
{
    private static readonly NetBatch nets = new(
    [
        NetBatch.Declare("18, 5, 6", """x.Pad(1)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(1).Conv2d("c", 9, 3)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(1, -1.5).Conv2d("c", 9, 3, 2, 1)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(2)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(2).Conv2d("c", 9, 3)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(2, -1.5).Conv2d("c", 9, 3, 2, 1)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 1))"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 1)).Conv2d("c", 9, 3)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 1), -1.5).Conv2d("c", 9, 3, 2, 1)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((1, 0))"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((1, 0)).Conv2d("c", 9, 3)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((1, 0), -1.5).Conv2d("c", 9, 3, 2, 1)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((1, 0, 0, 0))"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((1, 0, 0, 0)).Conv2d("c", 9, 3)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((1, 0, 0, 0), -1.5).Conv2d("c", 9, 3, 2, 1)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 1, 0, 0))"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 1, 0, 0)).Conv2d("c", 9, 3)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 1, 0, 0), -1.5).Conv2d("c", 9, 3, 2, 1)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 0, 1, 0))"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 0, 1, 0)).Conv2d("c", 9, 3)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 0, 1, 0), -1.5).Conv2d("c", 9, 3, 2, 1)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 0, 0, 1))"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 0, 0, 1)).Conv2d("c", 9, 3)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 0, 0, 1), -1.5).Conv2d("c", 9, 3, 2, 1)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 1, 2, 3))"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 1, 2, 3)).Conv2d("c", 9, 3)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 1, 2, 3), -1.5).Conv2d("c", 9, 3, 2, 1)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((5, 4, 3, 2))"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((5, 4, 3, 2)).Conv2d("c", 9, 3)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((5, 4, 3, 2), -1.5).Conv2d("c", 9, 3, 2, 1)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(1).MaxPool2d(3)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(1, double.NegativeInfinity).MaxPool2d(3)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad((0, 1, 0, 1)).Conv2d("c", 18, 3, 2, groups: 18)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(2).Conv2d("c", 18, 3, 2, 1, groups: 18)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(1).Conv2d("c", 9, 3) + x.Conv2d("d", 9, 1)"""),
        NetBatch.Declare("18, 5, 6", """x[.., 3..9].Pad(1)"""),
        NetBatch.Declare("18, 5, 6", """x[.., .., 1..3].Pad(1).Conv2d("c", 4, 3)"""),
        NetBatch.Declare("18, 5, 6", """x.ChannelShuffle(2).Pad((1, 2))"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(1).Pad(1, 3)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(1).Pad(1).Conv2d("c", 4, 3)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(1).Relu().Conv2d("c", 4, 3)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(1).BatchNorm2d("n")"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(1, 2) * x.Pad(1)"""),
        NetBatch.Declare("18, 5, 6", """Tensor.Concat(x.Pad(1), x.Pad(1, 1))"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(0)"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(3).AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("18, 5, 6", """x.Conv2d("c", 5, 3).Pad(1) * 2"""),
        NetBatch.Declare("18, 5, 6", """x.Pad(40)"""),
        NetBatch.Declare("3, 5, 6", """x.Pad(1).Conv2d("c", 9, 3, 2)"""),
        NetBatch.Declare("3, 5, 6", """x.Pad(1, 0.5).Conv2d("c", 9, 3, 2)"""),
        NetBatch.DeclareBody("18, 5, 6", """x = x.Pad(1); x = x.Conv2d("c", 18, 3, padding: 1) + x;"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
