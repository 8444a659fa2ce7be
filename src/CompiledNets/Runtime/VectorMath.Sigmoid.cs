using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNets.Runtime;

// The sigmoid stands behind each layer of many nets, so it has as few operations as 1 + e^−x allows. The sum spares it the exact
// reduction of Exp: an error of the exponent x counts by σ(x) · (1 − σ(x)) only.
public static partial class VectorMath
{
    private const float MinusLog2E = -1.44269504f;

    // Beyond it 2^t leaves the normal numbers; σ is 0 or 1 there to the last place.
    private const float HighestExponent = 126.5f;

    // Added to a small number, it leaves the nearest integer, plus a float's bias of the exponent, in the lowest bits: moved up by 23,
    // they are 2 to the integer's power, 0 to that of −127 and ∞ to that of 128. Those are the powers of −x · log2 e for x of at least
    // the highest and at most the lowest bound.
    private const float IntegerShift = 3 * (1 << 22) + 127;
    private const float HighestOfFma = 88.03f, LowestOfFma = -88.7228394f;

    // The step that refines a reciprocal would make NaN of an infinity.
    private const float HighestDivisor = float.MaxValue;

    // 2^f = c0 + … + c5·f⁵ on [0, 1) and on [−1/2, 1/2], with the least relative error, 7.5e-8 (by Remez' exchange).
    private const float Floor0 = 0.9999999251f, Floor1 = 0.6931530732f, Floor2 = 0.240153617f;
    private const float Floor3 = 0.05582631823f, Floor4 = 0.008989339877f, Floor5 = 0.001877576766f;
    private const float Round0 = 1.000000072f, Round1 = 0.6931469671f, Round2 = 0.2402211972f;
    private const float Round3 = 0.05550713272f, Round4 = 0.009675541343f, Round5 = 0.001327647263f;

    /// <summary>1 / (1 + e^−x) with an error below 2e-7; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        if (!Avx512DQ.IsSupported) return Vector512.Create(Sigmoid(x.GetLower()), Sigmoid(x.GetUpper()));
        var t = x * MinusLog2E;
        // Imm8 1: what is left of t above the next lower integer; 0 of an infinity. Scale multiplies by 2^⌊t⌋.
        var f = Avx512DQ.Reduce(t, 1);
        var p = Avx512F.FusedMultiplyAdd(Vector512.Create(Floor5), f, Vector512.Create(Floor4));
        p = Avx512F.FusedMultiplyAdd(p, f, Vector512.Create(Floor3));
        p = Avx512F.FusedMultiplyAdd(p, f, Vector512.Create(Floor2));
        p = Avx512F.FusedMultiplyAdd(p, f, Vector512.Create(Floor1));
        p = Avx512F.FusedMultiplyAdd(p, f, Vector512.Create(Floor0));
        var divisor = Avx512F.Scale(p, t) + Vector512<float>.One;
        var rough = Avx512F.Reciprocal14(divisor);
        var finite = Vector512.MinNative(Vector512.Create(HighestDivisor), divisor);
        return Avx512F.FusedMultiplyAdd(Avx512F.FusedMultiplyAddNegated(finite, rough, Vector512<float>.One), rough, rough);
    }

    /// <summary>x / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Silu(Vector512<float> x) => x * Sigmoid(x);

    /// <summary>1 / (1 + e^−x) with an error below 2e-7; NaN for NaN. Only where AVX2 and FMA are there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Avx.Divide(Vector256<float>.One, OnePlusExpOfMinus(x));

    /// <summary>x / (1 + e^−x). Only where AVX2 and FMA are there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Silu(Vector256<float> x) => Avx.Divide(x, OnePlusExpOfMinus(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<float> OnePlusExpOfMinus(Vector256<float> x)
    {
        var constants = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(SigmoidConstants));
        var shift = Avx.LoadVector256(constants + 8 * IntegerShiftAt);
        var bounded = Avx.Min(Avx.LoadVector256(constants + 8 * HighestOfFmaAt), Avx.Max(Avx.LoadVector256(constants + 8 * LowestOfFmaAt), x));
        var shifted = Fma.MultiplyAdd(bounded, Avx.LoadVector256(constants + 8 * MinusLog2EAt), shift);
        var f = Fma.MultiplySubtract(bounded, Avx.LoadVector256(constants + 8 * MinusLog2EAt), Avx.Subtract(shifted, shift));
        var p = Fma.MultiplyAdd(Avx.LoadVector256(constants + 8 * Round5At), f, Avx.LoadVector256(constants + 8 * Round4At));
        p = Fma.MultiplyAdd(p, f, Avx.LoadVector256(constants + 8 * Round3At));
        p = Fma.MultiplyAdd(p, f, Avx.LoadVector256(constants + 8 * Round2At));
        p = Fma.MultiplyAdd(p, f, Avx.LoadVector256(constants + 8 * Round1At));
        p = Fma.MultiplyAdd(p, f, Avx.LoadVector256(constants + 8 * Round0At));
        return Fma.MultiplyAdd(p, Avx2.ShiftLeftLogical(shifted.AsInt32(), 23).AsSingle(), Avx.LoadVector256(constants + 8 * OneAt));
    }

    /// <summary>x / (1 + e^−x) of four vectors, step by step side by side, since a processor would wait for the steps of one. Only where AVX2 and FMA are there.</summary>
    // Instructions and nothing else: a method with many tiles has so many of these that the JIT would inline no methods below it any more.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Silu(ref Vector256<float> x0, ref Vector256<float> x1, ref Vector256<float> x2, ref Vector256<float> x3)
    {
        var constants = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(SigmoidConstants));
        var lowest = Avx.LoadVector256(constants + 8 * LowestOfFmaAt);
        var highest = Avx.LoadVector256(constants + 8 * HighestOfFmaAt);
        var f0 = Avx.Min(highest, Avx.Max(lowest, x0));
        var f1 = Avx.Min(highest, Avx.Max(lowest, x1));
        var f2 = Avx.Min(highest, Avx.Max(lowest, x2));
        var f3 = Avx.Min(highest, Avx.Max(lowest, x3));
        var minusLog2E = Avx.LoadVector256(constants + 8 * MinusLog2EAt);
        var shift = Avx.LoadVector256(constants + 8 * IntegerShiftAt);
        var shifted0 = Fma.MultiplyAdd(f0, minusLog2E, shift);
        var shifted1 = Fma.MultiplyAdd(f1, minusLog2E, shift);
        var shifted2 = Fma.MultiplyAdd(f2, minusLog2E, shift);
        var shifted3 = Fma.MultiplyAdd(f3, minusLog2E, shift);
        f0 = Fma.MultiplySubtract(f0, minusLog2E, Avx.Subtract(shifted0, shift));
        f1 = Fma.MultiplySubtract(f1, minusLog2E, Avx.Subtract(shifted1, shift));
        f2 = Fma.MultiplySubtract(f2, minusLog2E, Avx.Subtract(shifted2, shift));
        f3 = Fma.MultiplySubtract(f3, minusLog2E, Avx.Subtract(shifted3, shift));
        var round5 = Avx.LoadVector256(constants + 8 * Round5At);
        var round = Avx.LoadVector256(constants + 8 * Round4At);
        var p0 = Fma.MultiplyAdd(f0, round5, round);
        var p1 = Fma.MultiplyAdd(f1, round5, round);
        var p2 = Fma.MultiplyAdd(f2, round5, round);
        var p3 = Fma.MultiplyAdd(f3, round5, round);
        round = Avx.LoadVector256(constants + 8 * Round3At);
        p0 = Fma.MultiplyAdd(p0, f0, round);
        p1 = Fma.MultiplyAdd(p1, f1, round);
        p2 = Fma.MultiplyAdd(p2, f2, round);
        p3 = Fma.MultiplyAdd(p3, f3, round);
        round = Avx.LoadVector256(constants + 8 * Round2At);
        p0 = Fma.MultiplyAdd(p0, f0, round);
        p1 = Fma.MultiplyAdd(p1, f1, round);
        p2 = Fma.MultiplyAdd(p2, f2, round);
        p3 = Fma.MultiplyAdd(p3, f3, round);
        round = Avx.LoadVector256(constants + 8 * Round1At);
        p0 = Fma.MultiplyAdd(p0, f0, round);
        p1 = Fma.MultiplyAdd(p1, f1, round);
        p2 = Fma.MultiplyAdd(p2, f2, round);
        p3 = Fma.MultiplyAdd(p3, f3, round);
        round = Avx.LoadVector256(constants + 8 * Round0At);
        p0 = Fma.MultiplyAdd(p0, f0, round);
        p1 = Fma.MultiplyAdd(p1, f1, round);
        p2 = Fma.MultiplyAdd(p2, f2, round);
        p3 = Fma.MultiplyAdd(p3, f3, round);
        var one = Avx.LoadVector256(constants + 8 * OneAt);
        x0 = Avx.Divide(x0, Fma.MultiplyAdd(p0, Avx2.ShiftLeftLogical(shifted0.AsInt32(), 23).AsSingle(), one));
        x1 = Avx.Divide(x1, Fma.MultiplyAdd(p1, Avx2.ShiftLeftLogical(shifted1.AsInt32(), 23).AsSingle(), one));
        x2 = Avx.Divide(x2, Fma.MultiplyAdd(p2, Avx2.ShiftLeftLogical(shifted2.AsInt32(), 23).AsSingle(), one));
        x3 = Avx.Divide(x3, Fma.MultiplyAdd(p3, Avx2.ShiftLeftLogical(shifted3.AsInt32(), 23).AsSingle(), one));
    }

    // Which vector of the constants is which.
    private const int LowestOfFmaAt = 0, HighestOfFmaAt = 1, MinusLog2EAt = 2, IntegerShiftAt = 3;
    private const int Round5At = 4, Round4At = 5, Round3At = 6, Round2At = 7, Round1At = 8, Round0At = 9, OneAt = 10;

    // Whole vectors in memory, from where instructions take them: the JIT would keep constants in registers, of which AVX2 has 16, and
    // put the sums of the kernel around on the stack.
    private static ReadOnlySpan<float> SigmoidConstants =>
    [
        LowestOfFma, LowestOfFma, LowestOfFma, LowestOfFma, LowestOfFma, LowestOfFma, LowestOfFma, LowestOfFma,
        HighestOfFma, HighestOfFma, HighestOfFma, HighestOfFma, HighestOfFma, HighestOfFma, HighestOfFma, HighestOfFma,
        MinusLog2E, MinusLog2E, MinusLog2E, MinusLog2E, MinusLog2E, MinusLog2E, MinusLog2E, MinusLog2E,
        IntegerShift, IntegerShift, IntegerShift, IntegerShift, IntegerShift, IntegerShift, IntegerShift, IntegerShift,
        Round5, Round5, Round5, Round5, Round5, Round5, Round5, Round5,
        Round4, Round4, Round4, Round4, Round4, Round4, Round4, Round4,
        Round3, Round3, Round3, Round3, Round3, Round3, Round3, Round3,
        Round2, Round2, Round2, Round2, Round2, Round2, Round2, Round2,
        Round1, Round1, Round1, Round1, Round1, Round1, Round1, Round1,
        Round0, Round0, Round0, Round0, Round0, Round0, Round0, Round0,
        1f, 1f, 1f, 1f, 1f, 1f, 1f, 1f,
    ];

    /// <summary>1 / (1 + e^−x) with an error below 2e-7; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x)
    {
        var t = Vector128.MinNative(Vector128.Create(HighestExponent), Vector128.MaxNative(Vector128.Create(-HighestExponent), x * MinusLog2E));
        var n = Vector128.Round(t);
        var f = t - n;
        var p = Vector128.MultiplyAddEstimate(Vector128.Create(Round5), f, Vector128.Create(Round4));
        p = Vector128.MultiplyAddEstimate(p, f, Vector128.Create(Round3));
        p = Vector128.MultiplyAddEstimate(p, f, Vector128.Create(Round2));
        p = Vector128.MultiplyAddEstimate(p, f, Vector128.Create(Round1));
        p = Vector128.MultiplyAddEstimate(p, f, Vector128.Create(Round0));
        // 2^n by adding n to the exponent's bits.
        p = (p.AsInt32() + Vector128.ShiftLeft(Vector128.ConvertToInt32Native(n), 23)).AsSingle();
        var divisor = p + Vector128<float>.One;
        return Vector128.ConditionalSelect(
            Vector128.Equals(x, Vector128.Create(float.NegativeInfinity)), Vector128<float>.Zero, Vector128<float>.One / divisor);
    }

    /// <summary>x / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Silu(Vector128<float> x) => x * Sigmoid(x);
}
