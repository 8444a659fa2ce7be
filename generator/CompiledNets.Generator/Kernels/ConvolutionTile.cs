namespace CompiledNets.Generator.Kernels;

/// <summary>What becomes of an axis that is no multiple of a tile.</summary>
internal enum TileCut
{
    /// <summary>A smaller tile follows.</summary>
    Rest,

    /// <summary>The last tile overlaps its neighbour and computes some pixels twice.</summary>
    Overlap,

    /// <summary>Some tiles are one pixel smaller.</summary>
    Even,
}

/// <summary>
/// How the output of a convolution is cut into tiles whose accumulators stay in registers: Rows × Columns pixels times Blocks
/// blocks of 16 channels. Vectors without a channel, which stand last, are left out.
/// </summary>
internal sealed record ConvolutionTile(int Rows, int Columns, int Blocks, int DeadVectors, TileCut RowCut, TileCut ColumnCut)
{
    // Loads and fused multiply-adds start at two a cycle. An accumulator is ready again after four, but eight of them reach 84 % only.
    private const double Latency = 4.8;

    // Cycles to set up and store a tile beside its accumulators; measured as small, only its order of magnitude matters.
    private const double TileOverhead = 12;

    // To tell which pixels of a tile lie in the next row.
    private const double WrapOverhead = 12;

    // Cycles of a multiply-add step that each pixel costs beyond its broadcast, since its channels come from an outer cache.
    private const double PixelFetch = 0.06;

    // Of a processor that starts one 256-bit multiply-add a cycle instead of two, which never waits for an accumulator, so that the
    // tiles with the fewest multiply-adds are the quickest: what each costs there, in a mean of both kinds of processors.
    private const double SingleUnitMultiplyAdd = 0.25;

    /// <summary>The share of a layer's time that is given away to have one loop body less, which is code to compile.</summary>
    public const double BodyWorth = 0.004;

    /// <summary>
    /// Whether a tile is a run of pixels that goes on in the next row where one ends. Each address beyond the end of a row takes a
    /// register of its own, so it is for tiles of few pixels.
    /// </summary>
    public bool Wraps { get; init; }

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
        foreach (var (rows, rowTiles) in RowCuts(height))
            foreach (var (columns, columnTiles) in ColumnCuts(height, width))
            {
                var pixels = rows * columns;
                var weights = Vectors(isa);
                var accumulators = pixels * weights;
                // A 512-bit multiply-add takes its broadcast straight from memory, once for each use.
                var loads = weights + (isa == InstructionSet.Avx512 ? accumulators : isa.MultipliesByLane ? pixels / (double)isa.Lanes : pixels);
                var step = Math.Max(Math.Max(accumulators, loads) / 2.0, Latency) + PixelFetch * pixels;
                if (isa == InstructionSet.Avx2) step += SingleUnitMultiplyAdd * accumulators;
                cycles += rowTiles * columnTiles * (steps * step + TileOverhead + (Wraps ? WrapOverhead : 0) + accumulators);
            }
        return cycles;
    }

    /// <summary>The numbers of rows that tiles have, with how many are of each.</summary>
    public IEnumerable<(int Size, int Count)> RowCuts(int height) => Wraps ? [(1, 1)] : Cuts(height, Rows, RowCut);

    /// <summary>The numbers of columns that tiles have, or of pixels where these wrap, with how many are of each.</summary>
    public IEnumerable<(int Size, int Count)> ColumnCuts(int height, int width) => Cuts(Wraps ? height * width : width, Columns, ColumnCut);

    /// <summary>How many tiles cover an image's rows and its columns.</summary>
    public (int Rows, int Columns) CountsIn(int height, int width) =>
        (RowCuts(height).Sum(cut => cut.Count), ColumnCuts(height, width).Sum(cut => cut.Count));

    private static IEnumerable<(int Size, int Count)> Cuts(int extent, int size, TileCut cut)
    {
        var count = (extent + size - 1) / size;
        (int Size, int Count)[] cuts = cut switch
        {
            TileCut.Overlap => [(size, count)],
            TileCut.Even => [((extent + count - 1) / count, extent % count == 0 ? count : extent % count), (extent / count, extent % count == 0 ? 0 : count - extent % count)],
            _ => [(size, extent / size), (extent % size, 1)],
        };
        return cuts.Where(part => part.Size * part.Count > 0);
    }

    private bool Repeats(int height, int width) =>
        (RowCut == TileCut.Overlap && height % Rows > 0) || (ColumnCut == TileCut.Overlap && width % Columns > 0);

    private int Bodies(int height, int width) => RowCuts(height).Count() * ColumnCuts(height, width).Count();

    private static IEnumerable<ConvolutionTile> Candidates(InstructionSet isa, int height, int width, int blocks, int deadVectors)
    {
        var vectors = blocks * isa.VectorsPerBlock - deadVectors;
        // One pixel multiplies its weights straight from memory.
        var pixels = height * width == 1 ? (vectors < isa.Registers ? 1 : 0) : isa.Registers / vectors - 1;
        for (var columns = Math.Min(width, pixels); columns >= 1; columns--)
        {
            // The overlapping form has one body less to compile, so it stands first among equals.
            foreach (var cut in new[] { TileCut.Overlap, TileCut.Rest, TileCut.Even })
                yield return new ConvolutionTile(1, columns, blocks, deadVectors, TileCut.Overlap, cut);
        }
        for (var rows = 2; rows <= Math.Min(height, pixels / width); rows++)
            foreach (var cut in new[] { TileCut.Overlap, TileCut.Rest })
                yield return new ConvolutionTile(rows, width, blocks, deadVectors, cut, TileCut.Overlap);
        if (isa == InstructionSet.Avx512 || height == 1) yield break;
        for (var columns = Math.Min(width, pixels); columns > 1; columns--)
            yield return new ConvolutionTile(1, columns, blocks, deadVectors, TileCut.Overlap, TileCut.Even) { Wraps = true };
    }
}
