using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CompiledNets.Runtime;

namespace CompiledNets.Tests.Runtime;

/// <summary>The sigmoid in each vector width that this processor has; all have their own way of dividing.</summary>
public class SigmoidTests
{
    private static readonly Func<float, float>[] Forms =
    [
        x => VectorMath.Sigmoid(Vector128.Create(x))[3],
        .. Avx2.IsSupported && Fma.IsSupported
            ? (Func<float, float>[])[x => VectorMath.Sigmoid(Vector256.Create(x))[7], x => VectorMath.Sigmoid(Vector512.Create(x))[15]]
            : [],
    ];

    [Fact]
    public void IsRightToThreeUnitsOfTheSeventhDigit()
    {
        for (var x = -120f; x < 120f; x += 0.0037f)
            foreach (var form in Forms)
                Assert.Equal(1 / (1 + Math.Exp(-(double)x)), form(x), 3e-7);
    }

    [Theory]
    [InlineData(float.PositiveInfinity, 1)]
    [InlineData(float.MaxValue, 1)]
    [InlineData(float.NegativeInfinity, 0)]
    [InlineData(float.MinValue, 0)]
    [InlineData(0f, 0.5)]
    [InlineData(float.Epsilon, 0.5)]
    public void Extremes(float x, double expected)
    {
        foreach (var form in Forms) Assert.Equal(expected, form(x), 3e-7);
    }

    // By which SiLU makes NaN of −∞, as PyTorch does.
    [Fact]
    public void MinusInfinity_IsJustZero()
    {
        foreach (var form in Forms) Assert.Equal(0f, form(float.NegativeInfinity));
    }

    [Fact]
    public void NaN_StaysNaN()
    {
        foreach (var form in Forms) Assert.True(float.IsNaN(form(float.NaN)));
    }
}
