namespace CompiledNets.Generator.Kernels;

/// <summary>
/// How the output of a convolution is cut into tiles whose accumulators stay in registers: Rows × Columns pixels times Blocks
/// blocks of 16 channels. Where the image is no multiple of the tile, a smaller tile follows, or the last one overlaps its
/// neighbour and computes some pixels twice, whichever costs less. Vectors without a channel, which stand last, are left out.
/// </summary>
internal sealed record ConvolutionTile(int Rows, int Columns, int Blocks, int DeadVectors, bool OverlapColumns, bool OverlapRows)
{
    // Loads and fused multiply-adds start at two a cycle. An accumulator is ready again after four, but eight of them reach 84 % only.
    private const double Latency = 4.8;

    // Cycles to set up and store a tile beside its accumulators; measured as small, only its order of magnitude matters.
    private const double TileOverhead = 12;

    // Cycles of a multiply-add step that each pixel costs beyond its broadcast, since its channels come from an outer cache.
    private const double PixelFetch = 0.06;

    // Of a processor that starts one 256-bit multiply-add a cycle instead of two, which never waits for an accumulator, so that the
    // tiles with the fewest multiply-adds are the quickest: what each costs there, in a mean of both kinds of processors.
    private const double SingleUnitMultiplyAdd = 0.25;

    /// <summary>The share of a layer's time that is given away to have one loop body less, which is code to compile.</summary>
    public const double BodyWorth = 0.004;

    /// <summary>The tile with the least estimated time, unless another one of almost that time needs less code.</summary>
    /// <param name="isa">The instruction set.</param>
    /// <param name="height">Rows of the output.</param>
    /// <param name="width">Columns of the output.</param>
    /// <param name="blocks">How many blocks of output channels the tile has.</param>
    /// <param name="deadVectors">Vectors at the end of the last block that have no channel.</param>
    /// <param name="steps">Multiply-adds per output.</param>
    /// <param name="mayRepeat">Whether pixels may be computed twice.</param>
    /// <returns>The tile; null where the registers do not hold so many blocks of one pixel.</returns>
    public static ConvolutionTile? Choose(InstructionSet isa, int height, int width, int blocks, int deadVectors, int steps, bool mayRepeat) =>
        Candidates(isa, height, width, blocks, deadVectors).Where(tile => mayRepeat || !tile.Repeats(height, width))
            .OrderBy(tile => tile.Cycles(isa, height, width, steps) * (1 + BodyWorth * tile.Bodies(height, width))).FirstOrDefault();

    /// <summary>Vectors of one pixel, those without a channel left out.</summary>
    public int Vectors(InstructionSet isa) => Blocks * isa.VectorsPerBlock - DeadVectors;

    /// <summary>Estimated cycles for all pixels.</summary>
    public double Cycles(InstructionSet isa, int height, int width, int steps)
    {
        double cycles = 0;
        foreach (var (rows, rowTiles) in Cuts(height, Rows, OverlapRows))
            foreach (var (columns, columnTiles) in Cuts(width, Columns, OverlapColumns))
            {
                var pixels = rows * columns;
                var weights = Vectors(isa);
                var accumulators = pixels * weights;
                // A 512-bit multiply-add takes its broadcast straight from memory, once for each use.
                var loads = weights + (isa == InstructionSet.Avx512 ? accumulators : isa.MultipliesByLane ? pixels / (double)isa.Lanes : pixels);
                var step = Math.Max(Math.Max(accumulators, loads) / 2.0, Latency) + PixelFetch * pixels;
                if (isa == InstructionSet.Avx2) step += SingleUnitMultiplyAdd * accumulators;
                cycles += rowTiles * columnTiles * (steps * step + TileOverhead + accumulators);
            }
        return cycles;
    }

    /// <summary>The tile sizes along one axis with how often each occurs.</summary>
    public static IEnumerable<(int Size, int Count)> Cuts(int extent, int size, bool overlap)
    {
        if (overlap)
        {
            yield return (size, (extent + size - 1) / size);
            yield break;
        }
        yield return (size, extent / size);
        if (extent % size > 0) yield return (extent % size, 1);
    }

    /// <summary>How many tiles cover an image's rows and its columns.</summary>
    public (int Rows, int Columns) CountsIn(int height, int width) =>
        (Cuts(height, Rows, OverlapRows).Sum(cut => cut.Count), Cuts(width, Columns, OverlapColumns).Sum(cut => cut.Count));

    private bool Repeats(int height, int width) => (OverlapRows && height % Rows > 0) || (OverlapColumns && width % Columns > 0);

    private int Bodies(int height, int width) => Cuts(height, Rows, OverlapRows).Count() * Cuts(width, Columns, OverlapColumns).Count();

    private static IEnumerable<ConvolutionTile> Candidates(InstructionSet isa, int height, int width, int blocks, int deadVectors)
    {
        var vectors = blocks * isa.VectorsPerBlock - deadVectors;
        // One pixel multiplies its weights straight from memory.
        var pixels = height * width == 1 ? (vectors < isa.Registers ? 1 : 0) : isa.Registers / vectors - 1;
        for (var columns = Math.Min(width, pixels); columns >= 1; columns--)
        {
            // The overlapping form has one body less to compile, so it stands first among equals.
            yield return new ConvolutionTile(1, columns, blocks, deadVectors, true, true);
            yield return new ConvolutionTile(1, columns, blocks, deadVectors, false, true);
        }
        for (var rows = 2; rows <= Math.Min(height, pixels / width); rows++)
        {
            yield return new ConvolutionTile(rows, width, blocks, deadVectors, true, true);
            yield return new ConvolutionTile(rows, width, blocks, deadVectors, true, false);
        }
    }
}
