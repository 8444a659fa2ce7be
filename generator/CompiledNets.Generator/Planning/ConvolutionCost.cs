using CompiledNets.Generator.Kernels;

namespace CompiledNets.Generator.Planning;

/// <summary>
/// Estimates of a convolution's time in cycles of a core with two 512-bit multiply-add units, by which its algorithm is chosen.
/// The constants are rounded from measurements of single layers within whole networks.
/// </summary>
internal static class ConvolutionCost
{
    // Weights that a net used one run ago come from memory, the same ones again within a layer from the outer cache.
    private const double BytesPerCycleFromMemory = 6.5;
    private const double BytesPerCycleFromOuterCache = 16;

    // What a core's own cache holds beside the data in use.
    private const double InnerCacheBytes = 768 * 1024;

    // To load or store a vector beside the multiply-adds, mostly from the outer cache.
    private const double CyclesPerSummedVector = 1.5;

    // How much of the shorter one of computing and loading is not hidden behind the other.
    private const double NotHidden = 0.25;

    /// <summary>The form with the least estimated time.</summary>
    /// <param name="direct">The direct form.</param>
    /// <param name="winograd">Forms by Winograd's method.</param>
    /// <returns>One of the latter; null for the direct form.</returns>
    public static WinogradKernel? Choose(ConvolutionKernel direct, IReadOnlyList<WinogradKernel> winograd)
    {
        var best = winograd.OrderBy(Winograd).First();
        return Winograd(best) < Direct(direct) ? best : null;
    }

    /// <summary>The direct form.</summary>
    /// <param name="kernel">The convolution.</param>
    public static double Direct(ConvolutionKernel kernel) => Overlapped(Cycles(kernel), Load(4.0 * kernel.WeightLength));

    /// <summary>Winograd's method.</summary>
    /// <param name="kernel">The convolution with its tiling.</param>
    public static double Winograd(WinogradKernel kernel)
    {
        var (tiling, transform) = (kernel.Tiling, kernel.Tiling.Transform);
        var matrices = transform.Products * tiling.Bands * Cycles(kernel.Matrix);
        // A load, a store and some arithmetic per element of a tile, twice.
        var transforms = tiling.Bands * tiling.Tiles * transform.Products * (2.5 * kernel.InputBlocks + 2.0 * kernel.OutputBlocks);
        var weightBytes = 4.0 * kernel.WeightLength;
        var scratchBytes = 4.0 * kernel.ScratchLength;
        var again = weightBytes > InnerCacheBytes ? (tiling.Bands - 1) * weightBytes / BytesPerCycleFromOuterCache : 0;
        var scratch = scratchBytes > InnerCacheBytes ? 2 * tiling.Bands * scratchBytes / BytesPerCycleFromOuterCache : 0;
        return Overlapped(matrices + transforms, Load(weightBytes) + again + scratch);
    }

    /// <summary>Strassen's method.</summary>
    /// <param name="kernel">The convolution.</param>
    public static double Strassen(StrassenKernel kernel)
    {
        var products = 7 * Cycles(kernel.AnyProduct) + (kernel.HasRest ? 4 * Cycles(kernel.AnyRest) : 0);
        return Overlapped(products + CyclesPerSummedVector * kernel.SummedVectors, Load(4.0 * kernel.WeightLength));
    }

    private static double Cycles(ConvolutionKernel kernel) => kernel.Cycles(InstructionSet.Avx512);

    private static double Load(double bytes) => bytes / BytesPerCycleFromMemory;

    private static double Overlapped(double computing, double loading) => Math.Max(computing, loading) + NotHidden * Math.Min(computing, loading);
}
