using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>NaN and infinities go through compiled code as through the eager reference.</summary>
[Trait("Kind", "Operator")]
public class NonFiniteTests
{
    private static readonly NetBatch nets = new(
    [
        .. new[]
        {
            "Relu()", "Relu6()", "LeakyRelu(0.1)", "Sigmoid()", "HardSigmoid()", "HardSwish()", "Silu()", "Softmax()", "Softmax(2)", "Softmax(3)", "MaxPool2d(2)", "MaxPool2d(3, 1, 1)",
            "AvgPool2d(2)", "AdaptiveAvgPool2d(1)", "Flatten().Softmax()", "ChannelShuffle(2)", "Pad(1)", "BatchNorm2d(\"n\")", "Conv2d(\"c\", 18, 3, 1, 1, groups: 18)",
        }.Select(operation => NetBatch.Declare("18, 6, 6", $"x.{operation}")),
        NetBatch.Declare("18, 6, 6", "x + x.Relu()"),
        NetBatch.Declare("18, 6, 6", "x * x.AdaptiveAvgPool2d(1)"),
        NetBatch.Declare("18, 6, 6", "x[.., 2..7].Relu()"),
    ]);

    public static TheoryData<string> Declarations => nets.Declarations;

    [Theory, MemberData(nameof(Declarations))]
    public void OneNaN_GoesWhereEagerLetsItGo(string declaration) => nets.Check(declaration, [With((7, float.NaN))]);

    [Theory, MemberData(nameof(Declarations))]
    public void Infinities_GoWhereEagerLetsThemGo(string declaration) =>
        nets.Check(declaration, [With((3, float.PositiveInfinity), (100, float.NegativeInfinity), (400, float.PositiveInfinity), (500, float.NegativeInfinity))]);

    [Theory, MemberData(nameof(Declarations))]
    public void NothingButNegativeInfinity_IsAsInEager(string declaration) =>
        nets.Check(declaration, [Enumerable.Repeat(float.NegativeInfinity, 18 * 6 * 6).ToArray()]);

    private static float[] With(params (int Index, float Value)[] special)
    {
        var values = Enumerable.Range(0, 18 * 6 * 6).Select(i => i % 13 / 6f - 1).ToArray();
        foreach (var (index, value) in special) values[index] = value;
        return values;
    }
}
