namespace CompiledNets.Generator.Planning;

/// <summary>
/// Gives every region a fixed place, such that regions which live at the same time do not overlap: the largest first, each as
/// low as it fits.
/// </summary>
internal static class ArenaAllocator
{
    // Floats of a cache line; tensors start on one.
    private const int Alignment = 16;

    /// <summary>Sets the offsets of all buffers and returns the length of the arena in floats.</summary>
    /// <param name="regions">The regions with their lifetimes.</param>
    /// <param name="cancellation">Stops the work between two regions.</param>
    public static int Allocate(IReadOnlyCollection<ArenaRegion> regions, CancellationToken cancellation = default)
    {
        var placed = new List<(int Start, int End, ArenaRegion Region)>();
        foreach (var region in regions.Where(region => region.LastStep >= 0 || region.FirstStep < 0).OrderByDescending(region => region.Length).ThenBy(region => region.FirstStep))
        {
            cancellation.ThrowIfCancellationRequested();
            var start = 0;
            foreach (var other in placed.Where(other => Overlaps(other.Region, region)).OrderBy(other => other.Start))
            {
                if (start + region.Length <= other.Start) break;
                start = Math.Max(start, other.End);
            }
            placed.Add((start, (start + region.Length + Alignment - 1) / Alignment * Alignment, region));
            foreach (var buffer in region.Buffers)
            {
                buffer.Offset = start;
                start += buffer.Length;
            }
        }
        return placed.Count == 0 ? 0 : placed.Max(place => place.End);
    }

    private static bool Overlaps(ArenaRegion a, ArenaRegion b) => a.FirstStep <= b.LastStep && b.FirstStep <= a.LastStep;
}
