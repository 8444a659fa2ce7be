using CompiledNets.Generator.Tests.Testing;

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
    ]);

    private static readonly NetBatch softmaxes = new(
        new[] { "Softmax()", "Softmax(2)", "Softmax(3)", "Flatten().Softmax()", "Sigmoid()", "Silu()", "Tanh()", "HardSwish()", "Gelu()" }.Select(operation => NetBatch.Declare("18, 6, 6", $"x.{operation}")));

    private static readonly NetBatch denormals = new(
        new[] { "Relu()", "MaxPool2d(2)", "AvgPool2d(2)", "AdaptiveAvgPool2d(1)", "Conv2d(\"c\", 20, 3, bias: false)", "Conv2d(\"d\", 18, 3, 1, 1, groups: 18, bias: false)", "Softmax()" }
            .Select(operation => NetBatch.Declare("18, 6, 6", $"x.{operation}")));

    public static TheoryData<string> Sums => nets.Declarations;

    public static TheoryData<string> Softmaxes => softmaxes.Declarations;

    public static TheoryData<string> Denormals => denormals.Declarations;

    // All of one sign, so that the rounding of a long sum is not hidden by the size of its terms.
    [Theory, MemberData(nameof(Sums))]
    public void ASumOfAMillion_KeepsFiveDigits(string declaration) =>
        EagerComparison.AssertSame(nets.Find(declaration).Type, declaration, [Array.ConvertAll(EagerComparison.Numbers("x", 1_000_000), value => value + 1)], LongSum);

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
