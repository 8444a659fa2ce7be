using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNets.Runtime;

/// <summary>Four vectors that go through the same instructions side by side. Only where AVX2 and FMA are there.</summary>
internal readonly struct Avx2Quad
{
    public readonly Vector256<float> V0, V1, V2, V3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Avx2Quad(Vector256<float> v0, Vector256<float> v1, Vector256<float> v2, Vector256<float> v3) => (V0, V1, V2, V3) = (v0, v1, v2, v3);

    /// <summary>The larger one, as <see cref="Avx2Vector.MaxNative"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Quad Max(float left, Avx2Quad right)
    {
        var bound = Vector256.Create(left);
        return new(Avx.Max(bound, right.V0), Avx.Max(bound, right.V1), Avx.Max(bound, right.V2), Avx.Max(bound, right.V3));
    }

    /// <summary>The smaller one, as <see cref="Avx2Vector.MinNative"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Quad Min(float left, Avx2Quad right)
    {
        var bound = Vector256.Create(left);
        return new(Avx.Min(bound, right.V0), Avx.Min(bound, right.V1), Avx.Min(bound, right.V2), Avx.Min(bound, right.V3));
    }

    /// <summary>left − right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Quad Subtract(Avx2Quad left, float right)
    {
        var term = Vector256.Create(right);
        return new(Avx.Subtract(left.V0, term), Avx.Subtract(left.V1, term), Avx.Subtract(left.V2, term), Avx.Subtract(left.V3, term));
    }

    /// <summary>left / right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Quad Divide(Avx2Quad left, Avx2Quad right) =>
        new(Avx.Divide(left.V0, right.V0), Avx.Divide(left.V1, right.V1), Avx.Divide(left.V2, right.V2), Avx.Divide(left.V3, right.V3));

    /// <summary>left · right + addend.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Quad MultiplyAdd(Avx2Quad left, float right, float addend)
    {
        var (factor, term) = (Vector256.Create(right), Vector256.Create(addend));
        return new(
            Fma.MultiplyAdd(left.V0, factor, term), Fma.MultiplyAdd(left.V1, factor, term), Fma.MultiplyAdd(left.V2, factor, term), Fma.MultiplyAdd(left.V3, factor, term));
    }

    /// <summary>left · right + addend.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Quad MultiplyAdd(Avx2Quad left, Avx2Quad right, float addend)
    {
        var term = Vector256.Create(addend);
        return new(
            Fma.MultiplyAdd(left.V0, right.V0, term), Fma.MultiplyAdd(left.V1, right.V1, term), Fma.MultiplyAdd(left.V2, right.V2, term), Fma.MultiplyAdd(left.V3, right.V3, term));
    }

    /// <summary>left · right − subtrahend.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Quad MultiplySubtract(Avx2Quad left, float right, Avx2Quad subtrahend)
    {
        var factor = Vector256.Create(right);
        return new(
            Fma.MultiplySubtract(left.V0, factor, subtrahend.V0), Fma.MultiplySubtract(left.V1, factor, subtrahend.V1),
            Fma.MultiplySubtract(left.V2, factor, subtrahend.V2), Fma.MultiplySubtract(left.V3, factor, subtrahend.V3));
    }

    /// <summary>The bits moved up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Quad ShiftLeft(Avx2Quad x, [ConstantExpected] byte bits) => new(
        Avx2.ShiftLeftLogical(x.V0.AsInt32(), bits).AsSingle(), Avx2.ShiftLeftLogical(x.V1.AsInt32(), bits).AsSingle(),
        Avx2.ShiftLeftLogical(x.V2.AsInt32(), bits).AsSingle(), Avx2.ShiftLeftLogical(x.V3.AsInt32(), bits).AsSingle());
}
