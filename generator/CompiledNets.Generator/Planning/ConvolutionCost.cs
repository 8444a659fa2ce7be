using CompiledNets.Generator.Kernels;

namespace CompiledNets.Generator.Planning;

/// <summary>
/// Estimates of a convolution's time in cycles of a core with two 512-bit multiply-add units, by which its algorithm is chosen.
/// The constants are rounded from measurements of single layers within whole networks and of all forms of their convolutions
/// (<c>benchmarks -- sweep --forms</c>).
/// </summary>
internal static class ConvolutionCost
{
    // Weights that a net used one run ago come from memory, the same ones again within a layer from the outer cache.
    private const double BytesPerCycleFromMemory = 6.5;
    private const double BytesPerCycleFromOuterCache = 16;

    // A core's own cache.
    private const double InnerCacheBytes = 1024 * 1024;

    // To load and to store an element of a tile, which mostly lies in a core's own cache, beside the arithmetic of its transform.
    private const double MovedElement = 3;

    // How often what lies between the stages goes to the outer cache or comes from there, where the inner one does not hold it.
    private const double ScratchTransfers = 4;

    // To call the kernel of a matrix product.
    private const double CallCycles = 100;

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
        var tiling = kernel.Tiling;
        var matrices = tiling.Bands * kernel.Matrices.Sum(matrix => matrix.Count * (Cycles(matrix.Kernel) + CallCycles));
        var transforms = tiling.Bands * (TransformCycles(tiling, kernel.InputVectors, axis => axis.InputOperations, axis => axis.Axis.Inputs) +
            TransformCycles(tiling, kernel.OutputBlocks * tiling.Tiles, axis => axis.OutputOperations, axis => axis.Axis.Outputs));
        var weightBytes = 4.0 * kernel.WeightLength;
        var scratchBytes = 4.0 * kernel.ScratchLength;
        var again = weightBytes > InnerCacheBytes ? (tiling.Bands - 1) * weightBytes / BytesPerCycleFromOuterCache : 0;
        // The larger it is, the more of it is driven out, from half the cache on, since the image and the weights are there too.
        var spilled = Math.Min(1, Math.Max(0, (scratchBytes - 0.5 * InnerCacheBytes) / (2 * InnerCacheBytes)));
        var scratch = ScratchTransfers * spilled * tiling.Bands * scratchBytes / BytesPerCycleFromOuterCache;
        return Overlapped(matrices + transforms, Load(weightBytes) + again + scratch);
    }

    // Two operations a cycle, and a load and a store of each element of a tile.
    private static double TransformCycles(WinogradTiling tiling, int vectors, Func<WinogradTransform, int> operations, Func<WinogradTransform, int> rowsBetween)
    {
        var (vertical, horizontal) = (new WinogradTransform(tiling.Vertical), new WinogradTransform(tiling.Horizontal));
        var all = tiling.Horizontal.Inputs * operations(vertical) + rowsBetween(vertical) * operations(horizontal);
        return vectors * (all / 2.0 + MovedElement * tiling.Products);
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
