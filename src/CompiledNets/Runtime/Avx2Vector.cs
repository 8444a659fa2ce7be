using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNets.Runtime;

/// <summary>
/// The methods of <see cref="Vector256"/> that kernels call, for code that runs only where AVX2 and FMA are there. A NativeAOT compiler
/// whose target need not have AVX2 turns those of <see cref="Vector256"/> into loops over the lanes, 60 times slower, even behind a check;
/// the processor's own instructions stay themselves. Where <see cref="Vector256"/> is instructions, it is what is called. For generated
/// code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Avx2Vector
{
    /// <summary>Eight floats from an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Avx.LoadVector256(source);

    /// <summary>Writes eight floats to an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(this Vector256<float> source, float* destination) => Avx.Store(destination, source);

    /// <summary>The same number in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Create(float value) =>
        Vector256.IsHardwareAccelerated ? Vector256.Create(value) : Avx2.BroadcastScalarToVector256(Vector128.CreateScalarUnsafe(value));

    /// <summary>The same number in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Create(int value) => Vector256.Create(value);

    /// <summary>Eight numbers, the first one in the lowest lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Create(int e0, int e1, int e2, int e3, int e4, int e5, int e6, int e7) => Vector256.Create(e0, e1, e2, e3, e4, e5, e6, e7);

    /// <summary>A number in the lowest lane, zero in the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> CreateScalar(float value) => Vector128.CreateScalar(value).ToVector256();

    /// <summary>left · right + addend, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FusedMultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend) => Fma.MultiplyAdd(left, right, addend);

    /// <summary>The larger one, as the processor sees it: of NaN and a number, or of zeros, the right one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MaxNative(Vector256<float> left, Vector256<float> right) => Avx.Max(left, right);

    /// <summary>The smaller one, as the processor sees it: of NaN and a number, or of zeros, the right one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MinNative(Vector256<float> left, Vector256<float> right) => Avx.Min(left, right);

    /// <summary>The larger one; NaN where one is NaN, and 0 is larger than −0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> left, Vector256<float> right)
    {
        if (Vector256.IsHardwareAccelerated) return Vector256.Max(left, right);
        // Of equal zeros each order gives another one; they differ in the sign only.
        var larger = Avx.And(Avx.Max(left, right), Avx.Max(right, left));
        return Avx.BlendVariable(larger, Avx.Add(left, right), Avx.Compare(left, right, FloatComparisonMode.UnorderedNonSignaling));
    }

    /// <summary>The smaller one; NaN where one is NaN, and −0 is smaller than 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Min(Vector256<float> left, Vector256<float> right)
    {
        if (Vector256.IsHardwareAccelerated) return Vector256.Min(left, right);
        var smaller = Avx.Or(Avx.Min(left, right), Avx.Min(right, left));
        return Avx.BlendVariable(smaller, Avx.Add(left, right), Avx.Compare(left, right, FloatComparisonMode.UnorderedNonSignaling));
    }

    /// <summary>All bits of a lane set where left &gt; right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GreaterThan(Vector256<float> left, Vector256<float> right) =>
        Avx.Compare(left, right, FloatComparisonMode.OrderedGreaterThanSignaling);

    /// <summary>All bits of a lane set where left &lt; right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LessThan(Vector256<float> left, Vector256<float> right) =>
        Avx.Compare(left, right, FloatComparisonMode.OrderedLessThanSignaling);

    /// <summary>All bits of a lane set where it is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> IsNaN(Vector256<float> x) => Avx.Compare(x, x, FloatComparisonMode.UnorderedNonSignaling);

    /// <summary>The bits of both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> BitwiseOr(Vector256<float> left, Vector256<float> right) => Avx.Or(left, right);

    /// <summary>The left one in lanes whose bits are all set, the right one where none is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ConditionalSelect(Vector256<float> condition, Vector256<float> left, Vector256<float> right) =>
        Avx.BlendVariable(right, left, condition);

    /// <summary>Without the sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Abs(Vector256<float> x) => Avx.AndNot(Vector256.Create(-0f), x);

    /// <summary>The square root.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sqrt(Vector256<float> x) => Avx.Sqrt(x);

    /// <summary>The natural logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x) =>
        Vector256.IsHardwareAccelerated ? Vector256.Log(x) : Vector256.Create(Vector128.Log(x.GetLower()), Vector128.Log(x.GetUpper()));

    /// <summary>The nearest integer; of two, the even one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Round(Vector256<float> x) => Avx.RoundToNearestInteger(x);

    /// <summary>Whole numbers as integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ConvertToInt32Native(Vector256<float> x) => Avx.ConvertToVector256Int32WithTruncation(x);

    /// <summary>The sum of integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> left, Vector256<int> right) => Avx2.Add(left, right);

    /// <summary>left − right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Subtract(Vector256<int> left, Vector256<int> right) => Avx2.Subtract(left, right);

    /// <summary>Bits moved up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ShiftLeft(Vector256<int> x, [ConstantExpected] byte bits) => Avx2.ShiftLeftLogical(x, bits);

    /// <summary>Bits moved down, with the sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ShiftRightArithmetic(Vector256<int> x, [ConstantExpected] byte bits) => Avx2.ShiftRightArithmetic(x, bits);

    /// <summary>The lanes that the indices name, each from 0 to 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Shuffle(Vector256<float> x, Vector256<int> lanes) => Avx2.PermuteVar8x32(x, lanes);

    /// <summary>The lanes that the indices name, each from 0 to 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ShuffleNative(Vector256<float> x, Vector256<int> lanes) => Avx2.PermuteVar8x32(x, lanes);

    /// <summary>In each half of the vector, its lanes that the two lowest bits of the indices name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ShuffleHalves(Vector256<float> x, Vector256<int> lanes) => Avx.PermuteVar(x, lanes);

    /// <summary>The sum of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> x) => Vector128.Sum(x.GetLower()) + Vector128.Sum(x.GetUpper());
}
