using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNets.Runtime;

public static partial class VectorMath
{
    // tanh x = x + x³ · P(x²) near 0, where the quotient below loses digits (the coefficients of Moshier's Cephes, tanhf).
    private const float TanhPolynomialEnd = 0.625f;

    // erf x = 1 − (a1·t + … + a5·t⁵) · e^(−x²) with t = 1 / (1 + p·x), error below 1.5e-7 (Abramowitz and Stegun 7.1.26).
    private const float ErfP = 0.3275911f;

    /// <summary>The hyperbolic tangent with an error of a few units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        var square = x * x;
        var p = Vector512.Create(-5.70498872745e-3f);
        p = Vector512.MultiplyAddEstimate(p, square, Vector512.Create(2.06390887954e-2f));
        p = Vector512.MultiplyAddEstimate(p, square, Vector512.Create(-5.37397155531e-2f));
        p = Vector512.MultiplyAddEstimate(p, square, Vector512.Create(1.33314422036e-1f));
        p = Vector512.MultiplyAddEstimate(p, square, Vector512.Create(-3.33332819422e-1f));
        var near = Vector512.MultiplyAddEstimate(x * square, p, x);
        var far = Vector512<float>.One - Vector512.Create(2f) / (Exp(x + x) + Vector512<float>.One);
        return Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(TanhPolynomialEnd)), near, far);
    }

    /// <summary>x · (1 + erf(x / √2)) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Gelu(Vector512<float> x)
    {
        var z = Vector512.Abs(x) * 0.707106781f;
        var t = Vector512<float>.One / Vector512.MultiplyAddEstimate(z, Vector512.Create(ErfP), Vector512<float>.One);
        var p = Vector512.Create(1.061405429f);
        p = Vector512.MultiplyAddEstimate(p, t, Vector512.Create(-1.453152027f));
        p = Vector512.MultiplyAddEstimate(p, t, Vector512.Create(1.421413741f));
        p = Vector512.MultiplyAddEstimate(p, t, Vector512.Create(-0.284496736f));
        p = Vector512.MultiplyAddEstimate(p, t, Vector512.Create(0.254829592f));
        // The mass of the tail that x is farther from: of what lies below a negative x, above a positive one.
        var tail = p * t * Exp(-z * z) * 0.5f;
        return x * Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), tail, Vector512<float>.One - tail);
    }

    /// <summary>x · (1 + tanh(√(2 / π) · (x + 0.044715 · x³))) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GeluTanh(Vector512<float> x)
    {
        // (1 + tanh y) / 2 is the sigmoid of 2·y.
        var cubic = Vector512.MultiplyAddEstimate(x * x * x, Vector512.Create(0.044715f), x);
        return x * Sigmoid(cubic * 1.595769122f);
    }


    /// <summary>The hyperbolic tangent with an error of a few units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        var square = Avx.Multiply(x, x);
        var p = Vector256.Create(-5.70498872745e-3f);
        p = Avx2Vector.FusedMultiplyAdd(p, square, Vector256.Create(2.06390887954e-2f));
        p = Avx2Vector.FusedMultiplyAdd(p, square, Vector256.Create(-5.37397155531e-2f));
        p = Avx2Vector.FusedMultiplyAdd(p, square, Vector256.Create(1.33314422036e-1f));
        p = Avx2Vector.FusedMultiplyAdd(p, square, Vector256.Create(-3.33332819422e-1f));
        var near = Avx2Vector.FusedMultiplyAdd(Avx.Multiply(x, square), p, x);
        var far = Avx.Subtract(Vector256.Create(1f), Avx.Divide(Vector256.Create(2f), Avx.Add(Exp(Avx.Add(x, x)), Vector256.Create(1f))));
        return Avx2Vector.ConditionalSelect(Avx2Vector.LessThan(Avx2Vector.Abs(x), Vector256.Create(TanhPolynomialEnd)), near, far);
    }

    /// <summary>x · (1 + erf(x / √2)) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Gelu(Vector256<float> x)
    {
        var z = Avx.Multiply(Avx2Vector.Abs(x), Vector256.Create(0.707106781f));
        var t = Avx.Divide(Vector256.Create(1f), Avx2Vector.FusedMultiplyAdd(z, Vector256.Create(ErfP), Vector256.Create(1f)));
        var p = Vector256.Create(1.061405429f);
        p = Avx2Vector.FusedMultiplyAdd(p, t, Vector256.Create(-1.453152027f));
        p = Avx2Vector.FusedMultiplyAdd(p, t, Vector256.Create(1.421413741f));
        p = Avx2Vector.FusedMultiplyAdd(p, t, Vector256.Create(-0.284496736f));
        p = Avx2Vector.FusedMultiplyAdd(p, t, Vector256.Create(0.254829592f));
        // The mass of the tail that x is farther from: of what lies below a negative x, above a positive one.
        var square = Avx.Multiply(z, z);
        var tail = Avx.Multiply(Avx.Multiply(Avx.Multiply(p, t), Exp(Avx.Xor(square, Vector256.Create(-0f)))), Vector256.Create(0.5f));
        return Avx.Multiply(x, Avx2Vector.ConditionalSelect(Avx2Vector.LessThan(x, Vector256<float>.Zero), tail, Avx.Subtract(Vector256.Create(1f), tail)));
    }

    /// <summary>x · (1 + tanh(√(2 / π) · (x + 0.044715 · x³))) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GeluTanh(Vector256<float> x)
    {
        // (1 + tanh y) / 2 is the sigmoid of 2·y.
        var cubic = Avx2Vector.FusedMultiplyAdd(Avx.Multiply(Avx.Multiply(x, x), x), Vector256.Create(0.044715f), x);
        return Avx.Multiply(x, Sigmoid(Avx.Multiply(cubic, Vector256.Create(1.595769122f))));
    }


    /// <summary>The hyperbolic tangent with an error of a few units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x)
    {
        var square = x * x;
        var p = Vector128.Create(-5.70498872745e-3f);
        p = Vector128.MultiplyAddEstimate(p, square, Vector128.Create(2.06390887954e-2f));
        p = Vector128.MultiplyAddEstimate(p, square, Vector128.Create(-5.37397155531e-2f));
        p = Vector128.MultiplyAddEstimate(p, square, Vector128.Create(1.33314422036e-1f));
        p = Vector128.MultiplyAddEstimate(p, square, Vector128.Create(-3.33332819422e-1f));
        var near = Vector128.MultiplyAddEstimate(x * square, p, x);
        var far = Vector128<float>.One - Vector128.Create(2f) / (Exp(x + x) + Vector128<float>.One);
        return Vector128.ConditionalSelect(Vector128.LessThan(Vector128.Abs(x), Vector128.Create(TanhPolynomialEnd)), near, far);
    }

    /// <summary>x · (1 + erf(x / √2)) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Gelu(Vector128<float> x)
    {
        var z = Vector128.Abs(x) * 0.707106781f;
        var t = Vector128<float>.One / Vector128.MultiplyAddEstimate(z, Vector128.Create(ErfP), Vector128<float>.One);
        var p = Vector128.Create(1.061405429f);
        p = Vector128.MultiplyAddEstimate(p, t, Vector128.Create(-1.453152027f));
        p = Vector128.MultiplyAddEstimate(p, t, Vector128.Create(1.421413741f));
        p = Vector128.MultiplyAddEstimate(p, t, Vector128.Create(-0.284496736f));
        p = Vector128.MultiplyAddEstimate(p, t, Vector128.Create(0.254829592f));
        // The mass of the tail that x is farther from: of what lies below a negative x, above a positive one.
        var tail = p * t * Exp(-z * z) * 0.5f;
        return x * Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128<float>.Zero), tail, Vector128<float>.One - tail);
    }

    /// <summary>x · (1 + tanh(√(2 / π) · (x + 0.044715 · x³))) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GeluTanh(Vector128<float> x)
    {
        // (1 + tanh y) / 2 is the sigmoid of 2·y.
        var cubic = Vector128.MultiplyAddEstimate(x * x * x, Vector128.Create(0.044715f), x);
        return x * Sigmoid(cubic * 1.595769122f);
    }
}
