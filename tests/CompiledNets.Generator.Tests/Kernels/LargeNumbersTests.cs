extern alias Runtime;

using CompiledNets.Generator.Tests.Testing;
using RandomWeights = Runtime::CompiledNets.RandomWeights;

namespace CompiledNets.Generator.Tests.Kernels;

/// <summary>Long sums, large exponents and denormal numbers.</summary>
[Trait("Kind", "Operator")]
public class LargeNumbersTests
{
    private const double LongSum = 1e-5;

    private static readonly NetBatch nets = new(
    [
        .. new[] { "Sum([1, 2, 3], true)", "Mean([1, 2, 3], true)", "AdaptiveAvgPool2d(1)", "Sum([2, 3])", "AvgPool2d((250, 250))" }.Select(operation => NetBatch.Declare("16, 250, 250", $"x.{operation}")),
        NetBatch.Declare("16, 250, 250", "x.Reshape(1, 1, 1, 1000000).Sum(3, true)"),
        NetBatch.Declare("16, 250, 250", "x.Reshape(1, 1, 1000000, 1).Mean([1, 2, 3], true)"),
        NetBatch.Declare("1000000, 1, 1", "x.Sum(1, true)"),
        NetBatch.Declare("1, 1000, 1000", "x.AvgPool2d((1000, 1000))"),
        NetBatch.Declare("1, 1000, 1000", "x.AdaptiveAvgPool2d(1)"),
        NetBatch.Declare("1, 1, 1000000", "x.AdaptiveAvgPool2d(1)"),
        NetBatch.Declare("1, 1, 1000000", "x.MatMul(x.Transpose(2, 3))"),
        NetBatch.Declare("16, 250, 250", "x.LayerNorm(\"n\", [16, 250, 250])"),
        NetBatch.Declare("1, 1000, 1000", "x.LayerNorm(\"n\", [1000, 1000])"),
        NetBatch.Declare("1000000, 1, 1", "x.Flatten().Softmax()"),
        NetBatch.Declare("1, 1, 1000000", "x.Softmax(3)"),
    ]);

    private static readonly NetBatch products = new(
    [
        NetBatch.Declare("1000000, 1, 1", "x.Flatten().Linear(\"l\", 1)"),
        NetBatch.Declare("1000000, 1, 1", "x.Conv2d(\"l\", 1, 1)"),
        NetBatch.Declare("62500, 4, 4", "x.Conv2d(\"l\", 1, 4)"),
        NetBatch.Declare("62500, 4, 4", "x[.., 1..62500].Conv2d(\"l\", 1, 4)"),
    ]);

    private static readonly NetBatch softmaxes = new(
        new[] { "Softmax()", "Softmax(2)", "Softmax(3)", "Flatten().Softmax()", "Sigmoid()", "Silu()", "Tanh()", "HardSwish()", "Gelu()" }.Select(operation => NetBatch.Declare("18, 6, 6", $"x.{operation}")));

    private static readonly NetBatch denormals = new(
        new[] { "Relu()", "MaxPool2d(2)", "AvgPool2d(2)", "AdaptiveAvgPool2d(1)", "Conv2d(\"c\", 20, 3, bias: false)", "Conv2d(\"d\", 18, 3, 1, 1, groups: 18, bias: false)", "Softmax()" }
            .Select(operation => NetBatch.Declare("18, 6, 6", $"x.{operation}")));

    public static TheoryData<string> Sums => nets.Declarations;

    public static TheoryData<string> Products => products.Declarations;

    public static TheoryData<string> Softmaxes => softmaxes.Declarations;

    public static TheoryData<string> Denormals => denormals.Declarations;

    // All of one sign, so that the rounding of a long sum is not hidden by the size of its terms.
    [Theory, MemberData(nameof(Sums))]
    public void ASumOfAMillion_KeepsFiveDigits(string declaration) =>
        EagerComparison.AssertSame(nets.Find(declaration).Type, declaration, [Array.ConvertAll(EagerComparison.Numbers("x", 1_000_000), value => value + 1)], LongSum);

    // The rounding of equal terms has the same sign again and again.
    [Theory, MemberData(nameof(Sums))]
    public void ASumOfAMillionEqualNumbers_KeepsFiveDigits(string declaration)
    {
        // Nothing is left of equal numbers when they are normalized.
        if (!declaration.Contains("LayerNorm"))
            EagerComparison.AssertSame(nets.Find(declaration).Type, declaration, [[.. Enumerable.Repeat(0.1f, 1_000_000)]], LongSum);
    }

    [Theory, MemberData(nameof(Products))]
    public void AWeightedSumOfAMillion_KeepsFiveDigits(string declaration)
    {
        // Inputs of the weights' signs, so that no term takes another away.
        var type = products.Find(declaration).Type;
        var weight = type.Trace().Parameters.Single(parameter => parameter.Key == "l.weight");
        var weights = new float[weight.Shape.ElementCount];
        new RandomWeights(EagerComparison.Seed).Read(weight, weights);
        var inputs = EagerComparison.Numbers("x", 1_000_000);
        var before = inputs.Length - weights.Length;
        for (var i = 0; i < weights.Length; i++) inputs[before + i] = MathF.CopySign(inputs[before + i], weights[i]);
        EagerComparison.AssertSame(type, declaration, [inputs], LongSum);
    }

    [Theory, MemberData(nameof(Softmaxes))]
    public void LargeNumbers_DoNotOverflow(string declaration)
    {
        foreach (var factor in new[] { 1e3f, 1e10f, 1e37f })
            softmaxes.Check(declaration, [Array.ConvertAll(EagerComparison.Numbers("x", 648), value => value * factor)]);
    }

    [Theory, MemberData(nameof(Denormals))]
    public void DenormalNumbers_AreNoZeros(string declaration) =>
        denormals.Check(declaration, [Array.ConvertAll(EagerComparison.Numbers("x", 648), value => value * 1e-39f)]);
}
