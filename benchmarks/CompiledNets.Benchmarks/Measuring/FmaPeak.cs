using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNets.Benchmarks.Measuring;

/// <summary>How fast this core multiplies and adds when nothing is in its way: the widest vectors allowed, all operands in registers.</summary>
internal static class FmaPeak
{
    private const int Accumulators = 12;
    private const int Steps = 20_000;
    private const int Bursts = 30;

    /// <summary>The best of several bursts, in GFLOP/s; a multiply-add is two.</summary>
    public static double Measure()
    {
        var best = 0.0;
        for (var burst = 0; burst < Bursts; burst++)
        {
            var start = Stopwatch.GetTimestamp();
            var lanes = Burst();
            var flops = 2.0 * Steps * Accumulators * lanes;
            best = Math.Max(best, flops / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }
        return best;
    }

    private static int Burst()
    {
        // Factors and offsets that keep the numbers away from infinity and from denormals.
        if (Avx512F.IsSupported)
        {
            Keep(Run512(Vector512.Create(0.5f), Vector512.Create(1f))[0]);
            return Vector512<float>.Count;
        }
        if (Fma.IsSupported)
        {
            Keep(Run256(Vector256.Create(0.5f), Vector256.Create(1f))[0]);
            return Vector256<float>.Count;
        }
        Keep(Run128(Vector128.Create(0.5f), Vector128.Create(1f))[0]);
        return Vector128<float>.Count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(float value)
    {
        if (float.IsNaN(value)) throw new InvalidOperationException("the peak kernel computes no numbers");
    }

    // Twelve chains hide the latency of a multiply-add, and leave registers for the operands.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> Run512(Vector512<float> factor, Vector512<float> offset)
    {
        var (a0, a1, a2, a3, a4, a5) = (offset, offset, offset, offset, offset, offset);
        var (a6, a7, a8, a9, a10, a11) = (offset, offset, offset, offset, offset, offset);
        for (var step = 0; step < Steps; step++)
        {
            a0 = Vector512.MultiplyAddEstimate(a0, factor, offset);
            a1 = Vector512.MultiplyAddEstimate(a1, factor, offset);
            a2 = Vector512.MultiplyAddEstimate(a2, factor, offset);
            a3 = Vector512.MultiplyAddEstimate(a3, factor, offset);
            a4 = Vector512.MultiplyAddEstimate(a4, factor, offset);
            a5 = Vector512.MultiplyAddEstimate(a5, factor, offset);
            a6 = Vector512.MultiplyAddEstimate(a6, factor, offset);
            a7 = Vector512.MultiplyAddEstimate(a7, factor, offset);
            a8 = Vector512.MultiplyAddEstimate(a8, factor, offset);
            a9 = Vector512.MultiplyAddEstimate(a9, factor, offset);
            a10 = Vector512.MultiplyAddEstimate(a10, factor, offset);
            a11 = Vector512.MultiplyAddEstimate(a11, factor, offset);
        }
        return a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector256<float> Run256(Vector256<float> factor, Vector256<float> offset)
    {
        var (a0, a1, a2, a3, a4, a5) = (offset, offset, offset, offset, offset, offset);
        var (a6, a7, a8, a9, a10, a11) = (offset, offset, offset, offset, offset, offset);
        for (var step = 0; step < Steps; step++)
        {
            a0 = Vector256.MultiplyAddEstimate(a0, factor, offset);
            a1 = Vector256.MultiplyAddEstimate(a1, factor, offset);
            a2 = Vector256.MultiplyAddEstimate(a2, factor, offset);
            a3 = Vector256.MultiplyAddEstimate(a3, factor, offset);
            a4 = Vector256.MultiplyAddEstimate(a4, factor, offset);
            a5 = Vector256.MultiplyAddEstimate(a5, factor, offset);
            a6 = Vector256.MultiplyAddEstimate(a6, factor, offset);
            a7 = Vector256.MultiplyAddEstimate(a7, factor, offset);
            a8 = Vector256.MultiplyAddEstimate(a8, factor, offset);
            a9 = Vector256.MultiplyAddEstimate(a9, factor, offset);
            a10 = Vector256.MultiplyAddEstimate(a10, factor, offset);
            a11 = Vector256.MultiplyAddEstimate(a11, factor, offset);
        }
        return a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector128<float> Run128(Vector128<float> factor, Vector128<float> offset)
    {
        var (a0, a1, a2, a3, a4, a5) = (offset, offset, offset, offset, offset, offset);
        var (a6, a7, a8, a9, a10, a11) = (offset, offset, offset, offset, offset, offset);
        for (var step = 0; step < Steps; step++)
        {
            a0 = Vector128.MultiplyAddEstimate(a0, factor, offset);
            a1 = Vector128.MultiplyAddEstimate(a1, factor, offset);
            a2 = Vector128.MultiplyAddEstimate(a2, factor, offset);
            a3 = Vector128.MultiplyAddEstimate(a3, factor, offset);
            a4 = Vector128.MultiplyAddEstimate(a4, factor, offset);
            a5 = Vector128.MultiplyAddEstimate(a5, factor, offset);
            a6 = Vector128.MultiplyAddEstimate(a6, factor, offset);
            a7 = Vector128.MultiplyAddEstimate(a7, factor, offset);
            a8 = Vector128.MultiplyAddEstimate(a8, factor, offset);
            a9 = Vector128.MultiplyAddEstimate(a9, factor, offset);
            a10 = Vector128.MultiplyAddEstimate(a10, factor, offset);
            a11 = Vector128.MultiplyAddEstimate(a11, factor, offset);
        }
        return a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11;
    }
}
