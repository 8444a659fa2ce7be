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
    public static Avx2Quad Max(Vector256<float> left, Avx2Quad right) =>
        new(Avx.Max(left, right.V0), Avx.Max(left, right.V1), Avx.Max(left, right.V2), Avx.Max(left, right.V3));

    /// <summary>The smaller one, as <see cref="Avx2Vector.MinNative"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Quad Min(Vector256<float> left, Avx2Quad right) =>
        new(Avx.Min(left, right.V0), Avx.Min(left, right.V1), Avx.Min(left, right.V2), Avx.Min(left, right.V3));

    /// <summary>left − right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Quad Subtract(Avx2Quad left, Vector256<float> right) =>
        new(Avx.Subtract(left.V0, right), Avx.Subtract(left.V1, right), Avx.Subtract(left.V2, right), Avx.Subtract(left.V3, right));

    /// <summary>left / right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Quad Divide(Avx2Quad left, Avx2Quad right) =>
        new(Avx.Divide(left.V0, right.V0), Avx.Divide(left.V1, right.V1), Avx.Divide(left.V2, right.V2), Avx.Divide(left.V3, right.V3));

    /// <summary>left · right + addend.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Quad MultiplyAdd(Avx2Quad left, Vector256<float> right, Vector256<float> addend) => new(
        Fma.MultiplyAdd(left.V0, right, addend), Fma.MultiplyAdd(left.V1, right, addend), Fma.MultiplyAdd(left.V2, right, addend), Fma.MultiplyAdd(left.V3, right, addend));

    /// <summary>left · right + addend.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Quad MultiplyAdd(Avx2Quad left, Avx2Quad right, Vector256<float> addend) => new(
        Fma.MultiplyAdd(left.V0, right.V0, addend), Fma.MultiplyAdd(left.V1, right.V1, addend),
        Fma.MultiplyAdd(left.V2, right.V2, addend), Fma.MultiplyAdd(left.V3, right.V3, addend));

    /// <summary>left · right − subtrahend.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Quad MultiplySubtract(Avx2Quad left, Vector256<float> right, Avx2Quad subtrahend) => new(
        Fma.MultiplySubtract(left.V0, right, subtrahend.V0), Fma.MultiplySubtract(left.V1, right, subtrahend.V1),
        Fma.MultiplySubtract(left.V2, right, subtrahend.V2), Fma.MultiplySubtract(left.V3, right, subtrahend.V3));

    /// <summary>The bits moved up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Quad ShiftLeft(Avx2Quad x, [ConstantExpected] byte bits) => new(
        Avx2.ShiftLeftLogical(x.V0.AsInt32(), bits).AsSingle(), Avx2.ShiftLeftLogical(x.V1.AsInt32(), bits).AsSingle(),
        Avx2.ShiftLeftLogical(x.V2.AsInt32(), bits).AsSingle(), Avx2.ShiftLeftLogical(x.V3.AsInt32(), bits).AsSingle());
}
