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

    // Beyond it 2^t leaves the normal numbers; σ is 0 or 1 there to the last place. The reciprocal of 2 to this is denormal, which
    // the rough reciprocals of x64 give as 0: −∞ must have a σ of just 0, by which SiLU makes it NaN.
    private const float HighestExponent = 126.5f;

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

    /// <summary>1 / (1 + e^−x) with an error below 3e-7; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<float> Sigmoid(Vector256<float> x)
    {
        var constants = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(SigmoidConstants));
        var t = Avx.Multiply(x, Avx.LoadVector256(constants));
        t = Avx.Min(Vector256.Create(HighestExponent), Avx.Max(Vector256.Create(-HighestExponent), t));
        var n = Avx.RoundToNearestInteger(t);
        var f = Avx.Subtract(t, n);
        var p = Fma.MultiplyAdd(Avx.LoadVector256(constants + 8), f, Avx.LoadVector256(constants + 16));
        p = Fma.MultiplyAdd(p, f, Avx.LoadVector256(constants + 24));
        p = Fma.MultiplyAdd(p, f, Avx.LoadVector256(constants + 32));
        p = Fma.MultiplyAdd(p, f, Avx.LoadVector256(constants + 40));
        p = Fma.MultiplyAdd(p, f, Avx.LoadVector256(constants + 48));
        // 2^n by adding n to the exponent's bits.
        p = Avx2.Add(p.AsInt32(), Avx2.ShiftLeftLogical(Avx.ConvertToVector256Int32WithTruncation(n), 23)).AsSingle();
        var divisor = Avx.Add(p, Vector256.Create(1f));
        var rough = Avx.Reciprocal(divisor);
        return Fma.MultiplyAdd(Fma.MultiplyAddNegated(divisor, rough, Vector256.Create(1f)), rough, rough);
    }

    // Whole vectors in memory, from where instructions take them: the JIT would keep constants in registers, of which AVX2 has 16, and
    // put the sums of the kernel around on the stack.
    private static ReadOnlySpan<float> SigmoidConstants =>
    [
        MinusLog2E, MinusLog2E, MinusLog2E, MinusLog2E, MinusLog2E, MinusLog2E, MinusLog2E, MinusLog2E,
        Round5, Round5, Round5, Round5, Round5, Round5, Round5, Round5,
        Round4, Round4, Round4, Round4, Round4, Round4, Round4, Round4,
        Round3, Round3, Round3, Round3, Round3, Round3, Round3, Round3,
        Round2, Round2, Round2, Round2, Round2, Round2, Round2, Round2,
        Round1, Round1, Round1, Round1, Round1, Round1, Round1, Round1,
        Round0, Round0, Round0, Round0, Round0, Round0, Round0, Round0,
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
}
