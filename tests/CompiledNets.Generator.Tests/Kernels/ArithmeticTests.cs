using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Sums and products with PyTorch's broadcasting against the eager reference.</summary>
[Trait("Kind", "Operator")]
public class ArithmeticTests
{
    private static readonly NetBatch nets = new(
    [
        // Numbers.
        NetBatch.Declare("19, 5, 6", """x + 1"""),
        NetBatch.Declare("19, 5, 6", """1 + x"""),
        NetBatch.Declare("19, 5, 6", """x - 0.25"""),
        NetBatch.Declare("19, 5, 6", """x * -3"""),
        NetBatch.Declare("19, 5, 6", """0.5 * x"""),
        NetBatch.Declare("19, 5, 6", """x / 3"""),
        NetBatch.Declare("19, 5, 6", """x * 2 + 1"""),
        NetBatch.Declare("19, 5, 6", """(x + 1) * 2"""),
        NetBatch.Declare("19, 5, 6", """x * 0"""),
        NetBatch.Declare("19, 5, 6", """x + 0"""),
        NetBatch.Declare("19, 5, 6", """x * 1e-3 * 1e3"""),
        NetBatch.Declare("19, 5, 6", """x.Conv2d("c", 17, 1) * 2 - 1"""),
        // Two tensors of one shape.
        NetBatch.Declare("19, 6, 7", """x + x"""),
        NetBatch.Declare("19, 6, 7", """x * x"""),
        NetBatch.Declare("19, 6, 7", """x + x.Relu()"""),
        NetBatch.Declare("19, 6, 7", """x.Relu() * x"""),
        NetBatch.Declare("19, 6, 7", """x.Conv2d("c", 19, 3, padding: 1) + x"""),
        NetBatch.Declare("19, 6, 7", """x + x.Conv2d("c", 19, 3, padding: 1)"""),
        NetBatch.Declare("19, 6, 7", """x * x.Conv2d("c", 19, 3, padding: 1)"""),
        NetBatch.Declare("19, 6, 7", """x.Conv2d("c", 9, 3) + x.Conv2d("d", 9, 3)"""),
        NetBatch.Declare("19, 6, 7", """x.Conv2d("c", 9, 3).Relu() + x.Conv2d("d", 9, 3).Sigmoid()"""),
        NetBatch.Declare("19, 6, 7", """(x.Conv2d("c", 9, 3) + x.Conv2d("d", 9, 3)).Relu()"""),
        NetBatch.Declare("19, 6, 7", """x.Conv2d("c", 9, 3) * x.Conv2d("d", 9, 3) + x.Conv2d("e", 9, 3)"""),
        NetBatch.Declare("19, 6, 7", """(x + x.Relu()) * (x + x.Sigmoid())"""),
        NetBatch.Declare("19, 6, 7", """x.MaxPool2d(2) + x.AvgPool2d(2)"""),
        NetBatch.Declare("19, 6, 7", """x.AvgPool2d(2) * x.Conv2d("c", 19, 2, 2)"""),
        // Operands whose channels lie in different lanes.
        NetBatch.Declare("20, 6, 7", """x.ChannelShuffle(2) + x"""),
        NetBatch.Declare("20, 6, 7", """x + x.ChannelShuffle(2)"""),
        NetBatch.Declare("20, 6, 7", """x.ChannelShuffle(2) * x.ChannelShuffle(4)"""),
        NetBatch.Declare("20, 6, 7", """x[.., ..10] + x[.., 10..]"""),
        NetBatch.Declare("20, 6, 7", """x[.., 10..] * x[.., ..10]"""),
        NetBatch.Declare("20, 6, 7", """x[.., ..10] + x[.., 10..].Conv2d("c", 10, 3, padding: 1)"""),
        NetBatch.Declare("20, 6, 7", """x[.., 3..13].Conv2d("c", 10, 3, padding: 1) + x[.., 10..]"""),
        NetBatch.Declare("20, 6, 7", """Tensor.Concat(x[.., ..7], x[.., 7..]) + x"""),
        NetBatch.Declare("20, 6, 7", """Tensor.Concat(x.Conv2d("a", 7, 1), x.Conv2d("b", 13, 1)) + x"""),
        NetBatch.Declare("20, 6, 7", """x + Tensor.Concat(x.Conv2d("a", 7, 1), x.Conv2d("b", 13, 1))"""),
        NetBatch.Declare("20, 6, 7", """Tensor.Concat(x.Conv2d("a", 7, 1), x.Conv2d("b", 13, 1)) + x.Conv2d("c", 20, 1)"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 20, 1) + Tensor.Concat(x.Conv2d("a", 7, 1), x.Conv2d("b", 13, 1))"""),
        NetBatch.Declare("20, 6, 7", """Tensor.Concat(x.Conv2d("a", 7, 1), x.Conv2d("b", 13, 1)) * Tensor.Concat(x.Conv2d("c", 13, 1), x.Conv2d("d", 7, 1))"""),
        NetBatch.Declare("20, 6, 7", """x.ChannelShuffle(4).Conv2d("c", 20, 3, 1, 1, groups: 20) + x"""),
        NetBatch.Declare("20, 6, 7", """x[.., .., 1..4] + x[.., .., 2..5]"""),
        NetBatch.Declare("20, 6, 7", """x[.., .., .., 1..4] * x[.., .., .., 2..5].Conv2d("c", 20, 1)"""),
        NetBatch.Declare("20, 6, 7", """x[.., .., 1..4, 1..4].Conv2d("c", 20, 3, padding: 1) + x[.., .., 2..5, 2..5]"""),
        // Broadcasts: one number per channel, per pixel, per row, per column, and one for all; on either side.
        NetBatch.Declare("20, 6, 7", """x * x.AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("20, 6, 7", """x.AdaptiveAvgPool2d(1) + x"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 20, 3, padding: 1) * x.AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("20, 6, 7", """x.AdaptiveAvgPool2d(1) * x.Conv2d("c", 20, 3, padding: 1).Relu()"""),
        NetBatch.Declare("20, 6, 7", """x * x.AdaptiveAvgPool2d(1).Conv2d("s", 20, 1).Sigmoid()"""),
        NetBatch.Declare("20, 6, 7", """x.AdaptiveAvgPool2d(1).Conv2d("s", 20, 1).Sigmoid() + x"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 20, 3, padding: 1) * x.AdaptiveAvgPool2d(1).Conv2d("s", 20, 1).Sigmoid()"""),
        NetBatch.Declare("20, 6, 7", """x.AdaptiveAvgPool2d(1).Conv2d("s", 20, 1).Sigmoid() * x.Conv2d("c", 20, 3, padding: 1).Relu()"""),
        NetBatch.Declare("20, 6, 7", """x * x[.., 3..4]"""),
        NetBatch.Declare("20, 6, 7", """x[.., 3..4] + x"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 20, 3, padding: 1) * x[.., 3..4]"""),
        NetBatch.Declare("20, 6, 7", """x[.., 3..4] * x.Conv2d("c", 20, 3, padding: 1).Relu()"""),
        NetBatch.Declare("20, 6, 7", """x * x.Conv2d("s", 1, 3, padding: 1)"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("s", 1, 3, padding: 1) + x"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 20, 3, padding: 1) * x.Conv2d("s", 1, 3, padding: 1)"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("s", 1, 3, padding: 1) * x.Conv2d("c", 20, 3, padding: 1).Relu()"""),
        NetBatch.Declare("20, 6, 7", """x * x[.., 5..6, 2..3, 3..4]"""),
        NetBatch.Declare("20, 6, 7", """x[.., 5..6, 2..3, 3..4] + x"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 20, 3, padding: 1) * x[.., 5..6, 2..3, 3..4]"""),
        NetBatch.Declare("20, 6, 7", """x[.., 5..6, 2..3, 3..4] * x.Conv2d("c", 20, 3, padding: 1).Relu()"""),
        NetBatch.Declare("20, 6, 7", """x * x.AdaptiveAvgPool2d(1).Conv2d("s", 1, 1)"""),
        NetBatch.Declare("20, 6, 7", """x.AdaptiveAvgPool2d(1).Conv2d("s", 1, 1) + x"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 20, 3, padding: 1) * x.AdaptiveAvgPool2d(1).Conv2d("s", 1, 1)"""),
        NetBatch.Declare("20, 6, 7", """x.AdaptiveAvgPool2d(1).Conv2d("s", 1, 1) * x.Conv2d("c", 20, 3, padding: 1).Relu()"""),
        NetBatch.Declare("20, 6, 7", """x * x.AdaptiveAvgPool2d((6, 1))"""),
        NetBatch.Declare("20, 6, 7", """x.AdaptiveAvgPool2d((6, 1)) + x"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 20, 3, padding: 1) * x.AdaptiveAvgPool2d((6, 1))"""),
        NetBatch.Declare("20, 6, 7", """x.AdaptiveAvgPool2d((6, 1)) * x.Conv2d("c", 20, 3, padding: 1).Relu()"""),
        NetBatch.Declare("20, 6, 7", """x * x.AdaptiveAvgPool2d((1, 7))"""),
        NetBatch.Declare("20, 6, 7", """x.AdaptiveAvgPool2d((1, 7)) + x"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 20, 3, padding: 1) * x.AdaptiveAvgPool2d((1, 7))"""),
        NetBatch.Declare("20, 6, 7", """x.AdaptiveAvgPool2d((1, 7)) * x.Conv2d("c", 20, 3, padding: 1).Relu()"""),
        NetBatch.Declare("20, 6, 7", """x * x[.., 2..3, 1..2]"""),
        NetBatch.Declare("20, 6, 7", """x[.., 2..3, 1..2] + x"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 20, 3, padding: 1) * x[.., 2..3, 1..2]"""),
        NetBatch.Declare("20, 6, 7", """x[.., 2..3, 1..2] * x.Conv2d("c", 20, 3, padding: 1).Relu()"""),
        NetBatch.Declare("20, 6, 7", """x * x[.., 2..3, .., 1..2]"""),
        NetBatch.Declare("20, 6, 7", """x[.., 2..3, .., 1..2] + x"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 20, 3, padding: 1) * x[.., 2..3, .., 1..2]"""),
        NetBatch.Declare("20, 6, 7", """x[.., 2..3, .., 1..2] * x.Conv2d("c", 20, 3, padding: 1).Relu()"""),
        NetBatch.Declare("20, 6, 7", """x * x[.., .., 2..3]"""),
        NetBatch.Declare("20, 6, 7", """x[.., .., 2..3] + x"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 20, 3, padding: 1) * x[.., .., 2..3]"""),
        NetBatch.Declare("20, 6, 7", """x[.., .., 2..3] * x.Conv2d("c", 20, 3, padding: 1).Relu()"""),
        // Neither operand has the full shape.
        NetBatch.Declare("20, 6, 7", """x.AdaptiveAvgPool2d(1) + x[.., 3..4]"""),
        NetBatch.Declare("20, 6, 7", """x[.., 3..4] * x.AdaptiveAvgPool2d(1)"""),
        NetBatch.Declare("20, 6, 7", """x.AdaptiveAvgPool2d((6, 1)) * x.AdaptiveAvgPool2d((1, 7))"""),
        NetBatch.Declare("20, 6, 7", """x.AdaptiveAvgPool2d((6, 1))[.., 2..3] + x.AdaptiveAvgPool2d((1, 7))"""),
        NetBatch.Declare("20, 6, 7", """(x.AdaptiveAvgPool2d(1) * x[.., 3..4]).Relu() + x"""),
        NetBatch.Declare("20, 6, 7", """x.AdaptiveAvgPool2d((1, 7))[.., 1..2] + x.AdaptiveAvgPool2d((6, 1))[.., 0..1]"""),
        NetBatch.Declare("20, 6, 7", """x.ChannelShuffle(5).AdaptiveAvgPool2d(1) + x[.., 3..4]"""),
        // Shapes of different ranks align at their ends.
        NetBatch.Declare("20, 6, 7", """x + x.AdaptiveAvgPool2d(1).Flatten().Linear("l", 7)"""),
        NetBatch.Declare("20, 6, 7", """x.AdaptiveAvgPool2d(1).Flatten().Linear("l", 1) * x"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 6, 3, padding: 1).Flatten(2)[.., .., 1..8] * x"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 1, 3, padding: 1).Flatten(2)[.., .., 1..8] + x"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 6, 3, padding: 1).AdaptiveAvgPool2d(1).Flatten(2) + x"""),
        NetBatch.Declare("20, 6, 7", """x.Flatten(2) + x.AdaptiveAvgPool2d(1).Flatten().Linear("l", 42)"""),
        // Squeeze and excitation, as in MobileNetV3, EfficientNet and CBAM.
        NetBatch.DeclareBody("17, 9, 8",
            """
            x = x.Conv2d("c", 33, 1).HardSwish();
            x = x * x.AdaptiveAvgPool2d(1).Conv2d("r", 8, 1).Relu().Conv2d("e", 33, 1).HardSigmoid();
            x = x.Conv2d("p", 17, 1);
            """),
        NetBatch.DeclareBody("17, 9, 8",
            """
            var y = x.Conv2d("c", 33, 3, 1, 1, groups: 1).Silu();
            y = y.Conv2d("d", 33, 3, 1, 1, groups: 33).Silu();
            y *= y.AdaptiveAvgPool2d(1).Conv2d("r", 4, 1).Silu().Conv2d("e", 33, 1).Sigmoid();
            x = x + y.Conv2d("p", 17, 1).BatchNorm2d("n");
            """),
        NetBatch.DeclareBody("17, 9, 8", """x = x * x.Conv2d("s", 1, 7, padding: 3).Sigmoid(); x = x.Relu();"""),
        NetBatch.DeclareBody("1, 1, 1", """x = x * x + x;"""),
        // Several steps before one store.
        NetBatch.Declare("20, 6, 7", """(x.Conv2d("c", 20, 3, padding: 1).BatchNorm2d("n") + x).Relu() * x + 1"""),
        NetBatch.Declare("20, 6, 7", """((x + 1) * x.AdaptiveAvgPool2d(1) + x[.., 0..1]).BatchNorm2d("n").Relu6()"""),
        NetBatch.Declare("20, 6, 7", """x.Conv2d("c", 40, 3, 2, 1).Relu().BatchNorm2d("n") * 2 + x.Conv2d("d", 40, 1, 2)"""),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void Compiled_IsEager(string declaration) => nets.Check(declaration);
}
