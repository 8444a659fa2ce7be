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
    public static Vector256<float> Sigmoid(Vector256<float> x) => Avx.Divide(SigmoidConstant(OneAt), OnePlusExpOfMinus(x));

    /// <summary>x / (1 + e^−x). Only where AVX2 and FMA are there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Silu(Vector256<float> x) => Avx.Divide(x, OnePlusExpOfMinus(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> OnePlusExpOfMinus(Vector256<float> x)
    {
        var bounded = Avx.Min(SigmoidConstant(HighestOfFmaAt), Avx.Max(SigmoidConstant(LowestOfFmaAt), x));
        var shifted = Fma.MultiplyAdd(bounded, SigmoidConstant(MinusLog2EAt), SigmoidConstant(IntegerShiftAt));
        var f = Fma.MultiplySubtract(bounded, SigmoidConstant(MinusLog2EAt), Avx.Subtract(shifted, SigmoidConstant(IntegerShiftAt)));
        var p = Fma.MultiplyAdd(SigmoidConstant(Round5At), f, SigmoidConstant(Round4At));
        p = Fma.MultiplyAdd(p, f, SigmoidConstant(Round3At));
        p = Fma.MultiplyAdd(p, f, SigmoidConstant(Round2At));
        p = Fma.MultiplyAdd(p, f, SigmoidConstant(Round1At));
        p = Fma.MultiplyAdd(p, f, SigmoidConstant(Round0At));
        return Fma.MultiplyAdd(p, Avx2.ShiftLeftLogical(shifted.AsInt32(), 23).AsSingle(), SigmoidConstant(OneAt));
    }

    /// <summary>x / (1 + e^−x) of four vectors, step by step side by side, since a processor would wait for the steps of one. Only where AVX2 and FMA are there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Silu(ref Vector256<float> x0, ref Vector256<float> x1, ref Vector256<float> x2, ref Vector256<float> x3)
    {
        var x = new Avx2Quad(x0, x1, x2, x3);
        var bounded = Avx2Quad.Min(SigmoidConstant(HighestOfFmaAt), Avx2Quad.Max(SigmoidConstant(LowestOfFmaAt), x));
        var shifted = Avx2Quad.MultiplyAdd(bounded, SigmoidConstant(MinusLog2EAt), SigmoidConstant(IntegerShiftAt));
        var f = Avx2Quad.MultiplySubtract(bounded, SigmoidConstant(MinusLog2EAt), Avx2Quad.Subtract(shifted, SigmoidConstant(IntegerShiftAt)));
        var p = Avx2Quad.MultiplyAdd(f, SigmoidConstant(Round5At), SigmoidConstant(Round4At));
        p = Avx2Quad.MultiplyAdd(p, f, SigmoidConstant(Round3At));
        p = Avx2Quad.MultiplyAdd(p, f, SigmoidConstant(Round2At));
        p = Avx2Quad.MultiplyAdd(p, f, SigmoidConstant(Round1At));
        p = Avx2Quad.MultiplyAdd(p, f, SigmoidConstant(Round0At));
        var silu = Avx2Quad.Divide(x, Avx2Quad.MultiplyAdd(p, Avx2Quad.ShiftLeft(shifted, 23), SigmoidConstant(OneAt)));
        (x0, x1, x2, x3) = (silu.V0, silu.V1, silu.V2, silu.V3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<float> SigmoidConstant(int at) =>
        Avx.LoadVector256((float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(SigmoidConstants)) + 8 * at);

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
