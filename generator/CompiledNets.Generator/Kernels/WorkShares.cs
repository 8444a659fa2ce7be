namespace CompiledNets.Generator.Kernels;

/// <summary>How units of work are shared by several workers.</summary>
internal static class WorkShares
{
    // So many are shared well enough by any few workers.
    private const int Many = 8;

    /// <summary>Whether all workers have about as much to do; a few units of an odd number leave one of two waiting.</summary>
    public static bool AreEven(int units) => units >= Many || units % 2 == 0;
}
