using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNets.Runtime;

/// <summary>
/// Functions of vectors that .NET has in a slower form or not at all. Those of wide vectors are for code that runs only where AVX2 and FMA
/// are there: native programs that ask at run time would ask for each vector, with the code for both answers around. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorMath
{
    // e^x = 2^n · e^r with n = round(x / ln 2) and |r| ≤ ln 2 / 2; ln 2 in two parts, so that r keeps its low bits
    // (Cody and Waite 1980). The polynomial is the Taylor series to r^7, whose error there is below 2^-26.
    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    // Beyond these, e^x is 0 or infinite in float32.
    private const float Lowest = -103.972084f;
    private const float Highest = 88.7228394f;

    /// <summary>e^x with an error of a few units in the last place; 0 for −∞, ∞ for ∞, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        var bounded = Vector512.MinNative(Vector512.Create(Highest), Vector512.MaxNative(Vector512.Create(Lowest), x));
        var n = Vector512.Round(bounded * Log2E);
        var r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2High), bounded);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2Low), r);
        var p = Vector512.Create(1f / 5040);
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(1f / 720));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(1f / 120));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(1f / 24));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(1f / 6));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(0.5f));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512<float>.One);
        p = Vector512.MultiplyAddEstimate(p, r, Vector512<float>.One);
        // Two halves of the exponent, since 2^n alone leaves the normal numbers at both ends.
        var whole = Vector512.ConvertToInt32(n);
        var half = Vector512.ShiftRightArithmetic(whole, 1);
        p *= PowerOfTwo(half);
        p *= PowerOfTwo(whole - half);
        p = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(Highest)), Vector512.Create(float.PositiveInfinity), p);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(Lowest)), Vector512<float>.Zero, p);
    }

    /// <summary>The largest of all lanes; NaN where there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Vector512<float> x) => MaxAcross(Avx2Vector.Max(x.GetLower(), x.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> n) => Vector512.ShiftLeft(n + Vector512.Create(127), 23).AsSingle();

    /// <summary>e^x with an error of a few units in the last place; 0 for −∞, ∞ for ∞, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        var bounded = Avx2Vector.MinNative(Vector256.Create(Highest), Avx2Vector.MaxNative(Vector256.Create(Lowest), x));
        var n = Avx2Vector.Round(Avx.Multiply(bounded, Vector256.Create(Log2E)));
        var r = Avx2Vector.FusedMultiplyAdd(n, Vector256.Create(-Ln2High), bounded);
        r = Avx2Vector.FusedMultiplyAdd(n, Vector256.Create(-Ln2Low), r);
        var p = Vector256.Create(1f / 5040);
        p = Avx2Vector.FusedMultiplyAdd(p, r, Vector256.Create(1f / 720));
        p = Avx2Vector.FusedMultiplyAdd(p, r, Vector256.Create(1f / 120));
        p = Avx2Vector.FusedMultiplyAdd(p, r, Vector256.Create(1f / 24));
        p = Avx2Vector.FusedMultiplyAdd(p, r, Vector256.Create(1f / 6));
        p = Avx2Vector.FusedMultiplyAdd(p, r, Vector256.Create(0.5f));
        p = Avx2Vector.FusedMultiplyAdd(p, r, Vector256.Create(1f));
        p = Avx2Vector.FusedMultiplyAdd(p, r, Vector256.Create(1f));
        // Two halves of the exponent, since 2^n alone leaves the normal numbers at both ends.
        var whole = Avx2Vector.ConvertToInt32Native(n);
        var half = Avx2Vector.ShiftRightArithmetic(whole, 1);
        p = Avx.Multiply(p, PowerOfTwo(half));
        p = Avx.Multiply(p, PowerOfTwo(Avx2Vector.Subtract(whole, half)));
        p = Avx2Vector.ConditionalSelect(Avx2Vector.GreaterThan(x, Vector256.Create(Highest)), Vector256.Create(float.PositiveInfinity), p);
        return Avx2Vector.ConditionalSelect(Avx2Vector.LessThan(x, Vector256.Create(Lowest)), Vector256<float>.Zero, p);
    }

    /// <summary>The largest of all lanes; NaN where there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Vector256<float> x) => MaxAcross(Vector128.Max(x.GetLower(), x.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PowerOfTwo(Vector256<int> n) => Avx2Vector.ShiftLeft(Avx2Vector.Add(n, Vector256.Create(127)), 23).AsSingle();

    /// <summary>e^x with an error of a few units in the last place; 0 for −∞, ∞ for ∞, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> x)
    {
        var bounded = Vector128.MinNative(Vector128.Create(Highest), Vector128.MaxNative(Vector128.Create(Lowest), x));
        var n = Vector128.Round(bounded * Log2E);
        var r = Vector128.MultiplyAddEstimate(n, Vector128.Create(-Ln2High), bounded);
        r = Vector128.MultiplyAddEstimate(n, Vector128.Create(-Ln2Low), r);
        var p = Vector128.Create(1f / 5040);
        p = Vector128.MultiplyAddEstimate(p, r, Vector128.Create(1f / 720));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128.Create(1f / 120));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128.Create(1f / 24));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128.Create(1f / 6));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128.Create(0.5f));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128<float>.One);
        p = Vector128.MultiplyAddEstimate(p, r, Vector128<float>.One);
        // Two halves of the exponent, since 2^n alone leaves the normal numbers at both ends.
        var whole = Vector128.ConvertToInt32(n);
        var half = Vector128.ShiftRightArithmetic(whole, 1);
        p *= PowerOfTwo(half);
        p *= PowerOfTwo(whole - half);
        p = Vector128.ConditionalSelect(Vector128.GreaterThan(x, Vector128.Create(Highest)), Vector128.Create(float.PositiveInfinity), p);
        return Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128.Create(Lowest)), Vector128<float>.Zero, p);
    }

    /// <summary>The largest of all lanes; NaN where there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Vector128<float> x) => MathF.Max(MathF.Max(x[0], x[1]), MathF.Max(x[2], x[3]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> PowerOfTwo(Vector128<int> n) => Vector128.ShiftLeft(n + Vector128.Create(127), 23).AsSingle();
}
