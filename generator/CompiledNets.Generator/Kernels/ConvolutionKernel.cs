using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>Blocks that follow each other and of which the same lanes are read.</summary>
/// <param name="Blocks">How many they are.</param>
/// <param name="First">The first lane that is read.</param>
/// <param name="Lanes">How many are.</param>
internal sealed record LaneRun(int Blocks, int First, int Lanes);

/// <summary>Blocks of outputs next to each other that read the same channels, as those of one group do.</summary>
/// <param name="Blocks">How many they are.</param>
/// <param name="Lanes">How many channels they read.</param>
/// <param name="DeadLanes">Lanes of the last one without a channel, all at its end, which may be left out; a multiple of 4.</param>
internal sealed record OutputRun(int Blocks, int Lanes, int DeadLanes);

/// <summary>Which input channels a convolution reads, in the order of its weights.</summary>
/// <param name="FullBlocks">Whole blocks of 16, one after the other.</param>
/// <param name="RestLanes">Lanes of the block behind them.</param>
/// <param name="TableLanes">Instead of both: the length of a table with the offset of each single channel.</param>
internal sealed record ConvolutionInput(int FullBlocks, int RestLanes, int TableLanes)
{
    /// <summary>
    /// Of a convolution of several groups, what its outputs read. The table is made of one for each run, and <see cref="TableLanes"/>
    /// is the length of the longest.
    /// </summary>
    public EquatableArray<OutputRun> OutputRuns { get; init; }

    /// <summary>
    /// Which lanes of the blocks are read where it is not all of them, since others hold numbers that are not the tensor's; there are
    /// weights for all. Not public, which would make it a part of the names of all kernels; those with it have it in theirs.
    /// </summary>
    internal EquatableArray<LaneRun> PartlyRead { get; init; }

    /// <summary>The blocks that are read, the last of which may be a beginning only.</summary>
    internal IEnumerable<LaneRun> Runs()
    {
        if (PartlyRead.Count > 0) return PartlyRead;
        var runs = new[] { new LaneRun(FullBlocks, 0, InstructionSet.BlockLanes), new LaneRun(1, 0, RestLanes) };
        return runs.Where(run => run.Blocks > 0 && run.Lanes > 0);
    }

    /// <summary>So many lanes in whole blocks and the beginning of another one.</summary>
    public static ConvolutionInput InBlocks(int lanes) => new(lanes / InstructionSet.BlockLanes, lanes % InstructionSet.BlockLanes, 0);

    /// <summary>The number of channels, dead lanes included; of the outputs that read the most where they differ.</summary>
    public int Lanes => TableLanes > 0 ? TableLanes : FullBlocks * InstructionSet.BlockLanes + RestLanes;
}

/// <summary>Where a convolution finds its biases.</summary>
internal enum BiasPlace
{
    /// <summary>In front of the weights.</summary>
    BeforeWeights,

    /// <summary>Behind a pointer of their own.</summary>
    Apart,

    /// <summary>There are none.</summary>
    None,
}

/// <summary>
/// Convolution of any kernel size, stride and dilation, pointwise convolution and linear layer: a register tile of pixels ×
/// output channels, over which the input channels and taps run. Zeros of the padding stand in memory around the image.
/// </summary>
/// <param name="Height">Rows of the output.</param>
/// <param name="Width">Columns of the output.</param>
/// <param name="Taps">Height and width of the kernel.</param>
/// <param name="Stride">Step of the kernel.</param>
/// <param name="Dilation">Distance between taps.</param>
/// <param name="Channels">The input channels.</param>
/// <param name="Input">Where the input lies, counted from the first tap of the first output.</param>
/// <param name="OutputBlocks">Blocks of 16 output channels.</param>
/// <param name="Output">Where the output lies.</param>
/// <param name="Epilogue">What happens before the results are stored.</param>
internal sealed record ConvolutionKernel(
    int Height, int Width, Size2 Taps, Size2 Stride, Size2 Dilation, ConvolutionInput Channels, TensorLayout Input,
    int OutputBlocks, TensorLayout Output, KernelEpilogue Epilogue) : KernelShape
{
    // More blocks of weights are no longer kept in registers by any instruction set while some pixels pass by.
    private const int MostBlocks = 4;

    // A loop body much longer than this gains nothing and costs compile time.
    private const int MaxUnrolledMultiplyAdds = 64;
    private const int MostUnrolled = 8;

    // A sum of more terms is one of parts, each so long, as it would lose digits; networks as they are have shorter ones.
    private const int LongestSum = 32 * 1024;
    private const int PartOfSum = 1024;

    // Smaller weights are here as soon as fetching them pays.
    private const long MinPrefetchedBytes = 12 * 1024;

    // So many tiles take so long with the weights that they have that the next ones are in time by themselves.
    private const int MostPrefetchingTiles = 64;

    // How much longer a tile takes that uses each pixel's channel once, where a table tells its place: 28 pixels take 17.6 cycles instead
    // of the 15 that two blocks of 14 take.
    private const double OneVectorByTable = 1.13;

    /// <summary>Where the biases are.</summary>
    public BiasPlace Bias { get; init; }

    /// <summary>
    /// Blocks whose weights lie side by side, which a layer of one pixel reads as one stream. 1 where the weights of one block follow
    /// those of another, so that each instruction set computes as many blocks together as its registers hold.
    /// </summary>
    public int Panel { get; init; } = 1;

    /// <summary>Lanes of the last block of outputs without a channel, all at its end, which may be left out; a multiple of 4.</summary>
    public int DeadLanes { get; init; }

    /// <summary>
    /// Whether it runs for one matrix of weights after another, which lie behind each other and are together worth fetching ahead.
    /// Not public, as in <see cref="ConvolutionInput.PartlyRead"/>.
    /// </summary>
    internal bool IsOneOfMany { get; init; }

    /// <summary>Whether so many weights are worth fetching ahead.</summary>
    public static bool IsFetched(long weightLength) => 4 * weightLength >= MinPrefetchedBytes;

    /// <summary>Whether it reads what it overwrites or adds to it, so that no pixel may be computed twice.</summary>
    public bool IsInPlace { get; init; }

    // Of single channels, or of blocks of them.
    private bool HasTable => Channels.TableLanes > 0 || Input.HasTable;

    private int TapCount => Taps.Height * Taps.Width;

    /// <summary>Floats of the packed weights, and of the biases where these stand in front of them.</summary>
    public int WeightLength => InstructionSet.BlockLanes * ((Bias == BiasPlace.BeforeWeights ? OutputBlocks : 0) + TapCount * (Channels.OutputRuns.Count == 0
        ? OutputBlocks * Channels.Lanes
        : Channels.OutputRuns.Sum(run => run.Blocks * run.Lanes)));

    public override string BaseName
    {
        get
        {
            var kind = Height * Width == 1 && TapCount == 1 ? "Linear" : TapCount == 1 ? "Pointwise" : $"Conv{Taps.Height}x{Taps.Width}";
            if (Stride != 1) kind += Stride.Height == Stride.Width ? $"S{Stride.Height}" : $"S{Stride.Height}x{Stride.Width}";
            var size = Height * Width == 1 ? "" : $"_{Height}x{Width}";
            var lanes = string.Concat(Channels.PartlyRead.Select(run => $"_{run.Blocks}x{run.First}to{run.First + run.Lanes - 1}"));
            return $"{kind}{size}_{Channels.Lanes}to{OutputBlocks * InstructionSet.BlockLanes}{lanes}{(IsOneOfMany ? "_OneOfMany" : "")}{Epilogue.NameSuffix}";
        }
    }

    public override string Summary =>
        $"{(TapCount == 1 ? "Pointwise" : $"{Taps}")} convolution, {Channels.Lanes} to {OutputBlocks * InstructionSet.BlockLanes} lanes, output {Height}×{Width}" +
        (Stride == 1 ? "" : $", stride {Stride}") + (Dilation == 1 ? "" : $", dilation {Dilation}") +
        (Channels.TableLanes > 0 ? "; a table tells where each input channel lies." : Input.HasTable ? "; a table tells where each block of input channels lies." : ".");

    public override IReadOnlyList<string> Parameters =>
        ["float* input", .. HasTable ? (string[])["int* table"] : [], "float* weights", .. Bias == BiasPlace.Apart ? (string[])["float* biases"] : [], "float* output", .. Epilogue.Parameters];

    /// <summary>Estimated cycles, all data in the cache.</summary>
    public double Cycles(InstructionSet isa) => CyclesOf(Groups(isa), isa);

    private double CyclesOf(IReadOnlyList<BlockGroup> groups, InstructionSet isa) => groups.Sum(group =>
        group.Parts * group.Count * group.Tile.Cycles(isa, Height, Width, group.Lanes * TapCount)
        * (Channels.TableLanes > 0 && group.Tile.Vectors(isa) == 1 ? OneVectorByTable : 1));

    // Blocks of outputs that are computed together: as many as the weights that lie side by side, or as suit the registers.
    private IReadOnlyList<BlockGroup> Groups(InstructionSet isa) => Panel > 1
        ? GroupsOf(isa, Panel)!
        : Enumerable.Range(1, Math.Min(OutputBlocks, MostBlocks))
            .Select(blocks => Channels.OutputRuns.Count > 0 ? GroupsOfRuns(isa, blocks) : GroupsOf(isa, blocks)).OfType<IReadOnlyList<BlockGroup>>()
            .OrderBy(groups => CyclesOf(groups, isa) * (1 + (groups.Count - 1) * ConvolutionTile.BodyWorth)).First();

    // Each run is cut into so many blocks and a rest; what is alike anywhere is one loop.
    private IReadOnlyList<BlockGroup>? GroupsOfRuns(InstructionSet isa, int blocks)
    {
        var cuts = new List<(int Blocks, int Lanes, int Dead, BlockPlace Place)>();
        var (block, firstLane, firstStep) = (0, 0, 0);
        foreach (var run in Channels.OutputRuns)
        {
            for (var start = 0; start < run.Blocks; start += blocks)
            {
                var count = Math.Min(blocks, run.Blocks - start);
                cuts.Add((count, run.Lanes, start + count == run.Blocks ? run.DeadLanes / isa.Lanes : 0, new BlockPlace(block + start, firstLane, firstStep + start * run.Lanes * TapCount)));
            }
            (block, firstLane, firstStep) = (block + run.Blocks, firstLane + run.Lanes, firstStep + run.Blocks * run.Lanes * TapCount);
        }
        var index = 0;
        var groups = new List<BlockGroup>();
        foreach (var alike in cuts.GroupBy(cut => (cut.Blocks, cut.Lanes, cut.Dead)))
        {
            var (count, lanes, dead) = alike.Key;
            if (ConvolutionTile.Choose(isa, Height, Width, count, dead, lanes * TapCount, mayRepeat: !IsInPlace) is not { } tile) return null;
            var places = alike.Select(cut => cut.Place).ToList();
            groups.Add(new BlockGroup(places[0].Block, index, count, places.Count, 1, tile, lanes) { Places = places });
            index += places.Count;
        }
        return groups;
    }

    private IReadOnlyList<BlockGroup>? GroupsOf(InstructionSet isa, int blocks)
    {
        var (full, rest) = (OutputBlocks / blocks, OutputBlocks % blocks);
        // The last group is one of its own where it has fewer vectors.
        var differs = rest > 0 || DeadLanes / isa.Lanes > 0;
        var last = rest > 0 ? rest : blocks;
        var alike = rest == 0 && differs ? full - 1 : full;
        (int Index, int Blocks, int Count, int Dead)[] cuts = [(0, blocks, alike, 0), (alike, last, differs ? 1 : 0, DeadLanes / isa.Lanes)];
        var groups = cuts.Where(cut => cut.Count > 0).Select(cut => GroupOf(isa, cut.Index * blocks, cut.Index, cut.Blocks, cut.Count, cut.Dead)).ToList();
        return groups.Any(group => group is null) ? null : groups.OfType<BlockGroup>().ToList();
    }

    // Side by side in memory, but of more vectors than there are registers, blocks are computed in parts.
    private BlockGroup? GroupOf(InstructionSet isa, int firstBlock, int index, int blocks, int count, int deadVectors) =>
        Enumerable.Range(1, Panel > 1 ? blocks : 1).Where(parts => blocks % parts == 0)
            .Select(parts => (Parts: parts, Tile: ConvolutionTile.Choose(
                isa, Height, Width, blocks / parts, parts == 1 ? deadVectors : 0, Channels.Lanes * TapCount, mayRepeat: !IsInPlace)))
            .Where(choice => choice.Tile is not null)
            .OrderBy(choice => choice.Parts * choice.Tile!.Cycles(isa, Height, Width, Channels.Lanes * TapCount))
            .Select(choice => new BlockGroup(firstBlock, index, blocks, count, choice.Parts, choice.Tile!, Channels.Lanes)).FirstOrDefault();

    /// <summary>Groups of blocks of outputs, each group computed together.</summary>
    /// <param name="FirstBlock">The first group's first block.</param>
    /// <param name="Index">The first group's index.</param>
    /// <param name="Blocks">Blocks of a group.</param>
    /// <param name="Count">How many groups there are.</param>
    /// <param name="Parts">In how many parts a group is computed.</param>
    /// <param name="Tile">The tile of a part.</param>
    /// <param name="Lanes">How many channels they read.</param>
    private sealed record BlockGroup(int FirstBlock, int Index, int Blocks, int Count, int Parts, ConvolutionTile Tile, int Lanes)
    {
        /// <summary>Where each one begins, of a convolution of several groups.</summary>
        public IReadOnlyList<BlockPlace> Places { get; init; } = [];
    }

    /// <summary>Where some blocks of outputs begin: their first one, in the table of channels, and in steps of multiply-adds the weights.</summary>
    private sealed record BlockPlace(int Block, int Lane, int Step);

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        var emitter = new Emitter(this, writer, isa);
        emitter.Emit();
    }

    /// <summary>Writes one kernel; holds what would otherwise be passed from method to method.</summary>
    private sealed class Emitter(ConvolutionKernel kernel, CodeWriter writer, InstructionSet isa)
    {
        private const int BlockLanes = InstructionSet.BlockLanes;

        private readonly EpilogueEmitter epilogue = new(kernel.Epilogue, isa);

        // Where the outputs' first taps lie in the input.
        private readonly TensorLayout firstTaps = kernel.Input with { Row = kernel.Stride.Height * kernel.Input.Row, Pixel = kernel.Stride.Width * kernel.Input.Pixel };

        private BlockGroup group = null!;
        private ConvolutionTile tile = null!;
        private bool pixelsFirst;
        private bool sharesPixels;
        private bool sharesRows;
        private double prefetchLines;

        // Multiply-adds of an output.
        private int Steps => group.Lanes * kernel.TapCount;

        public void Emit()
        {
            epilogue.EmitConstants(writer);
            var groups = kernel.Groups(isa);
            var total = groups.Sum(cut => cut.Count);
            var (rowTiles, columnTiles) = groups[0].Tile.CountsIn(kernel.Height, kernel.Width);
            var tiles = rowTiles > 1 ? rowTiles : columnTiles;
            pixelsFirst = total > 1 && rowTiles * columnTiles > 1 && OnlyWeightsFitFirstCache;
            sharesPixels = pixelsFirst ? WorkShares.AreEven(tiles) : !WorkShares.AreEven(total) && tiles > total;
            foreach (var cut in groups) EmitGroups(cut, total);
        }

        // The image then passes by once, not once for each group.
        private bool OnlyWeightsFitFirstCache => 4L * kernel.WeightLength <= InstructionSet.FirstCacheBytes
            && 4L * kernel.Height * kernel.Width * kernel.Stride.Height * kernel.Stride.Width * kernel.Channels.Lanes > InstructionSet.FirstCacheBytes;

        private void EmitGroups(BlockGroup cut, int total)
        {
            group = cut;
            tile = cut.Tile;
            sharesRows = sharesPixels && tile.CountsIn(kernel.Height, kernel.Width).Rows > 1;
            if (!pixelsFirst)
            {
                EmitGroupLoop(total, () => EmitPixelLoops(EmitTile));
                return;
            }
            using (cut.Count < total ? writer.Block() : default)
                EmitPixelLoops((rows, columns) => EmitGroupLoop(total, () => EmitTile(rows, columns)));
        }

        private void EmitGroupLoop(int total, Action emit)
        {
            using (sharesPixels
                ? writer.Loop("panel", group.Count, out var panel, scoped: group.Count < total)
                : writer.SharedLoop("panel", group.Index, group.Count, total, out panel))
            {
                using (writer.Loop("part", group.Parts, out var part))
                {
                    EmitPanelStart(panel, part);
                    EmitPrefetchStart();
                    emit();
                }
            }
        }

        private int BiasLength => kernel.Bias == BiasPlace.BeforeWeights ? kernel.OutputBlocks * BlockLanes : 0;

        private void EmitPanelStart(string panel, string part)
        {
            if (group.Places.Count == 0)
            {
                writer.Line($"int block = {Source.Join(Literal.Of(group.FirstBlock), Source.Times(panel, group.Blocks), Source.Times(part, tile.Blocks))};");
                writer.Line($"float* panelWeights = {Source.Join("weights", Literal.Of(BiasLength + group.FirstBlock * Steps * BlockLanes), Source.Times(panel, group.Blocks * Steps * BlockLanes), Source.Times(part, tile.Blocks * BlockLanes))};");
                return;
            }
            writer.Line($"int block = {PlaceOf(panel, place => place.Block)};");
            writer.Line($"int* lanes = {Source.Join("table", PlaceOf(panel, place => place.Lane))};");
            writer.Line($"float* panelWeights = {Source.Join("weights", Literal.Of(BiasLength), PlaceOf(panel, place => place.Step * BlockLanes))};");
        }

        // Even steps are multiplied, others looked up.
        private string PlaceOf(string panel, Func<BlockPlace, int> of)
        {
            var numbers = group.Places.Select(of).ToList();
            var step = numbers.Count > 1 ? numbers[1] - numbers[0] : 0;
            return numbers.Select((number, i) => number - numbers[0] == i * step).All(isEven => isEven)
                ? Source.Join(Literal.Of(numbers[0]), Source.Times(panel, step))
                : $"((System.ReadOnlySpan<int>)[{string.Join(", ", numbers.Select(Literal.Of))}])[{panel}]";
        }

        // While one group is multiplied, the next one's weights come from memory: some cache lines with each step of the innermost loop.
        // Behind the last group lie the weights of the next matrix or layer.
        private void EmitPrefetchStart()
        {
            prefetchLines = 0;
            if (isa.Lanes < 8 || (FetchesForBlocks && kernel.Channels.TableLanes > 0) || (!kernel.IsOneOfMany && !IsFetched(kernel.WeightLength))) return;
            var (rowTiles, columnTiles) = tile.CountsIn(kernel.Height, kernel.Width);
            var tiles = rowTiles * columnTiles * group.Parts;
            // A layer that uses each weight once is one stream, which the processor itself fetches ahead.
            if (tiles is 1 or > MostPrefetchingTiles) return;
            prefetchLines = group.Blocks / (double)tiles;
            writer.Line(group.Places.Count > 0
                ? $"float* next = panelWeights + {Literal.Of(group.Blocks * Steps * BlockLanes)};"
                : $"float* next = {Source.Join("weights", $"({Source.Join("block", Literal.Of(group.Blocks))}) * {Literal.Of(Steps * BlockLanes)}")};");
        }

        // Narrow vectors take more, smaller tiles: so few lines for a step of each, rounded up, are several times what the next group needs.
        private bool FetchesForBlocks => isa != InstructionSet.Avx512;

        private void EmitPrefetch(int multiplySteps)
        {
            if (prefetchLines == 0) return;
            var lines = (int)Math.Ceiling(prefetchLines * multiplySteps);
            for (var line = 0; line < lines; line++) writer.Line($"Sse.Prefetch1({Literal.Offset("next", line * BlockLanes)});");
            writer.Line($"next += {Literal.Of(lines * BlockLanes)};");
        }

        // The pixels of the next tile, whose blocks lie too far apart for the processor to foresee them.
        private bool FetchesInput => kernel.TapCount == 1 && kernel.Input.Pixel == BlockLanes
            && isa.FetchesImage((long)kernel.Height * kernel.Width * kernel.Stride.Height * kernel.Stride.Width * kernel.Channels.Lanes);

        private void EmitPixelLoops(Action<int, int> emit)
        {
            var columns = tile.ColumnCuts(kernel.Height, kernel.Width).ToList();
            if (tile.Wraps)
            {
                EmitAxis("pixel", kernel.Height * kernel.Width, columns, sharesPixels, pixels =>
                {
                    EmitWraps(pixels);
                    emit(1, pixels);
                });
                return;
            }
            EmitAxis("y", kernel.Height, tile.RowCuts(kernel.Height).ToList(), sharesRows, height =>
                EmitAxis("x", kernel.Width, columns, sharesPixels && !sharesRows, width => emit(height, width)));
        }

        // Which pixels of a tile lie in the row below its first one's, as a mask of bits.
        private void EmitWraps(int pixels)
        {
            writer.Line($"int y = pixel / {kernel.Width};");
            writer.Line($"int x = pixel % {kernel.Width};");
            for (var i = 1; i < pixels; i++) writer.Line($"nint {WrapOf(i)} = ({Literal.Of(kernel.Width - 1 - i)} - x) >> 31;");
            if (!firstTaps.IsDense(kernel.Width))
                for (var i = 1; i < pixels; i++) writer.Line($"nint {GapOf(i)} = {WrapOf(i)} & {Literal.Of(firstTaps.Gap(kernel.Width))};");
        }

        private static string WrapOf(int pixel) => $"wraps{pixel}";

        private static string GapOf(int pixel) => $"gap{pixel}";

        // Calls emit for the tiles of each size, in a loop.
        private void EmitAxis(string axis, int extent, List<(int Size, int Count)> cuts, bool isShared, Action<int> emit)
        {
            var (at, tiles) = (0, 0);
            foreach (var (length, count) in cuts)
            {
                using (isShared
                    ? writer.SharedLoop($"{axis}Tile", tiles, count, cuts.Sum(cut => cut.Count), out var index)
                    : writer.Loop($"{axis}Tile", count, out index, scoped: cuts.Count > 1))
                {
                    var position = Source.Join(Literal.Of(at), Source.Times(index, length));
                    // The last one overlaps its neighbour.
                    writer.Line(at + length * count > extent
                        ? $"int {axis} = Math.Min({position}, {Literal.Of(extent - length)});"
                        : $"int {axis} = {position};");
                    emit(length);
                }
                at += length * count;
                tiles += count;
            }
        }

        private void EmitTile(int rows, int columns)
        {
            var vectors = tile.Vectors(isa);
            writer.Line($"float* source = {Source.Join("input", Source.Times("y", firstTaps.Row), Source.Times("x", firstTaps.Pixel))};");
            writer.Line("float* w = panelWeights;");
            var fetchesOutput = isa.FetchesImage((long)kernel.Height * kernel.Width * kernel.OutputBlocks * BlockLanes);
            if (fetchesOutput)
            {
                EmitPlaces();
                epilogue.EmitPrefetch(writer, ValuesOf(rows, columns, 0, vectors).ToList());
            }
            for (var j = 0; j < vectors; j++)
            {
                writer.Line(kernel.Bias == BiasPlace.None
                    ? $"V c0_{j} = V.Zero;"
                    : $"V c0_{j} = Load({(kernel.Bias == BiasPlace.Apart ? "biases" : "weights")} + block * {BlockLanes}{(j == 0 ? "" : $" + {Literal.Of(j * isa.Lanes)}")});");
                for (var i = 1; i < rows * columns; i++) writer.Line($"V c{i}_{j} = c0_{j};");
            }
            foreach (var (_, total) in PartsOfSums(rows, columns)) writer.Line($"V {total} = V.Zero;");

            if (kernel.Channels.TableLanes > 0) EmitTableLoop(rows, columns);
            else EmitBlockLoop(rows, columns);
            foreach (var (sum, total) in PartsOfSums(rows, columns)) writer.Line($"{sum} = {isa.Add(sum, total)};");

            if (!fetchesOutput) EmitPlaces();
            epilogue.EmitSteps(writer, ValuesOf(rows, columns, 0, vectors).ToList());
            foreach (var dead in ValuesOf(rows, columns, vectors, tile.DeadVectors)) writer.Line($"V.Zero.Store({dead.Target});");

            void EmitPlaces()
            {
                writer.Line($"float* target = {Source.Join("output", Source.Times("block", kernel.Output.Block), Source.Times("y", kernel.Output.Row), Source.Times("x", kernel.Output.Pixel))};");
                epilogue.EmitPointers(writer, "block", "y", "x", "0", tile.Blocks);
            }
        }

        private IEnumerable<EpilogueValue> ValuesOf(int rows, int columns, int firstVector, int count) =>
            from dy in Enumerable.Range(0, rows)
            from dx in Enumerable.Range(0, columns)
            from j in Enumerable.Range(firstVector, count)
            let block = j * isa.Lanes / BlockLanes
            let lane = j * isa.Lanes % BlockLanes
            let pixel = new TilePixel(dy, dx) { Wrap = tile.Wraps && dx > 0 ? WrapOf(dx) : null, Width = kernel.Width }
            select new EpilogueValue($"c{dy * columns + dx}_{j}", Source.Join("target", pixel.OffsetIn(kernel.Output, block * kernel.Output.Block + lane)), pixel, block, lane);

        private void EmitBlockLoop(int rows, int columns)
        {
            var runs = kernel.Channels.Runs().ToList();
            var first = 0;
            foreach (var (run, place) in runs.Select((run, place) => (run, place)))
            {
                using (writer.Loop("inputBlock", run.Blocks, out var index, scoped: runs.Count > 1))
                {
                    var block = Source.Join(Literal.Of(first), index);
                    if (FetchesForBlocks) EmitPrefetch(run.Lanes * kernel.TapCount);
                    EmitNextBlockPrefetch(block, rows, columns);
                    // There are no weights behind the last lane that is read at all.
                    var isRest = kernel.Channels.RestLanes > 0 && place == runs.Count - 1;
                    EmitTaps(run, isRest ? kernel.Channels.RestLanes : BlockLanes, rows, columns, block);
                    if (!isRest && !kernel.Input.HasTable) writer.Line($"source += {Literal.Of(kernel.Input.Block)};");
                    if (!isRest) EmitEndOfPart(block, BlockLanes * kernel.TapCount, rows, columns);
                }
                first += run.Blocks;
            }
        }

        // The next block's part of the same pixels lies too far away for the processor to foresee.
        private void EmitNextBlockPrefetch(string block, int rows, int columns)
        {
            if (isa != InstructionSet.Avx2 || kernel.TapCount > 1 || rows * columns == 1) return;
            var (from, offset) = kernel.Input.HasTable ? ($"source + table[{Source.Join(block, "1")}]", 0) : ("source", kernel.Input.Block);
            for (var i = 0; i < rows * columns; i++) writer.Line($"Sse.Prefetch0({Source.Join(from, PixelOffset(offset, i / columns, i % columns))});");
        }

        private void EmitTaps(LaneRun run, int weightLanes, int rows, int columns, string block)
        {
            var lanes = run.Lanes;
            var source = kernel.Input.HasTable ? $"source + table[{block}]" : "source";
            if (kernel.TapCount == 1)
            {
                EmitLanes(source, run, weightLanes, rows, columns);
                return;
            }
            writer.Line($"float* tapRow = {source};");
            using (writer.Loop("tapY", kernel.Taps.Height, out _))
            {
                // Taps of one row that touch in memory are one long run of multiply-adds.
                if (lanes == kernel.Input.Pixel && (kernel.Dilation.Width == 1 || kernel.Taps.Width == 1))
                {
                    EmitRun("tapRow", kernel.Taps.Width * lanes, rows, columns);
                }
                else
                {
                    writer.Line("float* tap = tapRow;");
                    using (writer.Loop("tapX", kernel.Taps.Width, out _))
                    {
                        EmitLanes("tap", run, weightLanes, rows, columns);
                        writer.Line($"tap += {Literal.Of(kernel.Dilation.Width * kernel.Input.Pixel)};");
                    }
                }
                if (kernel.Taps.Height > 1) writer.Line($"tapRow += {Literal.Of(kernel.Dilation.Height * kernel.Input.Row)};");
            }
        }

        // The lanes of a pixel that are read; the weights of the others are passed over.
        private void EmitLanes(string pixel, LaneRun run, int weightLanes, int rows, int columns)
        {
            EmitSkip(run.First);
            EmitRun(Source.Join(pixel, Literal.Of(run.First)), run.Lanes, rows, columns);
            EmitSkip(weightLanes - run.First - run.Lanes);

            void EmitSkip(int lanes)
            {
                if (lanes > 0) writer.Line($"w += {Literal.Of(lanes * WeightStep)};");
            }
        }

        private void EmitTableLoop(int rows, int columns)
        {
            var table = group.Places.Count > 0 ? "lanes" : "table";
            if (kernel.TapCount == 1 && Steps <= LongestSum)
            {
                // Several steps at once gain nothing but that fewer lines are fetched for each.
                var unroll = prefetchLines > 0 ? UnrollOf(group.Lanes, rows * columns) : 1;
                using (writer.Loop("k", group.Lanes / unroll, out var k))
                {
                    EmitPrefetch(unroll);
                    for (var step = 0; step < unroll; step++)
                    {
                        writer.Line($"float* pixel{step} = source + {table}[{Source.Join(Source.Times(k, unroll), Literal.Of(step))}];");
                        EmitStep($"pixel{step}", 0, step, rows, columns);
                    }
                    writer.Line($"w += {Literal.Of(unroll * WeightStep)};");
                }
                return;
            }
            using (writer.Loop("k", group.Lanes, out var channel))
            {
                writer.Line($"float* tapRow = source + {table}[{channel}];");
                using (writer.Loop("tapY", kernel.Taps.Height, out _))
                {
                    EmitPrefetch(kernel.Taps.Width);
                    var unrolled = kernel.Taps.Width * rows * columns * tile.Vectors(isa) <= 2 * MaxUnrolledMultiplyAdds;
                    if (unrolled)
                    {
                        for (var tap = 0; tap < kernel.Taps.Width; tap++)
                            EmitStep("tapRow", tap * kernel.Dilation.Width * kernel.Input.Pixel, tap, rows, columns);
                        writer.Line($"w += {Literal.Of(kernel.Taps.Width * WeightStep)};");
                    }
                    else
                    {
                        writer.Line("float* tap = tapRow;");
                        using (writer.Loop("tapX", kernel.Taps.Width, out _))
                        {
                            EmitStep("tap", 0, 0, rows, columns);
                            writer.Line($"tap += {Literal.Of(kernel.Dilation.Width * kernel.Input.Pixel)};");
                            writer.Line($"w += {Literal.Of(WeightStep)};");
                        }
                    }
                    if (kernel.Taps.Height > 1) writer.Line($"tapRow += {Literal.Of(kernel.Dilation.Height * kernel.Input.Row)};");
                }
                EmitEndOfPart(channel, kernel.TapCount, rows, columns);
            }
        }

        // How many of some steps stand in the body of their loop. Where each run of lanes has a loop of its own, the method would become
        // more than the JIT optimizes.
        private int UnrollOf(int count, int pixels) => Enumerable.Range(1, Math.Min(count, MostUnrolled))
            .Where(factor => count % factor == 0 && factor * pixels * tile.Vectors(isa) <= MaxUnrolledMultiplyAdds / Math.Max(1, kernel.Channels.PartlyRead.Count))
            .DefaultIfEmpty(1).Max();

        // The accumulators with what their parts are added to; none where the sums are short.
        private IEnumerable<(string Sum, string Total)> PartsOfSums(int rows, int columns) => Steps <= LongestSum ? [] :
            Enumerable.Range(0, rows * columns).SelectMany(i => Enumerable.Range(0, tile.Vectors(isa)).Select(j => ($"c{i}_{j}", $"total{i}_{j}")));

        private void EmitEndOfPart(string index, int stepsPerIndex, int rows, int columns)
        {
            var period = Math.Max(1, PartOfSum / stepsPerIndex);
            var isKnown = int.TryParse(index, out var known);
            if (Steps <= LongestSum || index == "0" || (isKnown && known % period != period - 1)) return;
            using (isKnown ? writer.Block() : writer.Block($"if ({(index.Contains(' ') ? $"({index})" : index)} % {period} == {period - 1})"))
                foreach (var (sum, total) in PartsOfSums(rows, columns))
                {
                    writer.Line($"{total} = {isa.Add(total, sum)};");
                    writer.Line($"{sum} = V.Zero;");
                }
        }

        // Multiply-adds over count floats that touch in memory.
        private void EmitRun(string from, int count, int rows, int columns)
        {
            var unroll = UnrollOf(count, rows * columns);
            var byLane = isa.MultipliesByLane && count % isa.Lanes == 0;
            if (byLane && unroll % isa.Lanes != 0) unroll = isa.Lanes;
            writer.Line($"float* p = {from};");
            if (FetchesInput)
                for (var i = 0; i < rows * columns; i++) writer.Line($"Sse.Prefetch0(p + {PixelOffset(0, i / columns, i % columns + columns)});");
            using (writer.Loop("k", count / unroll, out _))
            {
                if (!FetchesForBlocks) EmitPrefetch(unroll);
                if (byLane)
                    for (var step = 0; step < unroll; step += isa.Lanes) EmitLaneSteps("p", step, rows, columns);
                else
                    for (var step = 0; step < unroll; step++) EmitStep("p", step, step, rows, columns);
                writer.Line($"p += {Literal.Of(unroll)};");
                writer.Line($"w += {Literal.Of(unroll * WeightStep)};");
            }
        }

        private void EmitStep(string from, int offset, int weightStep, int rows, int columns)
        {
            var vectors = tile.Vectors(isa);
            using var scope = writer.Block();
            if (rows * columns == 1)
            {
                // Weights that are used but once are multiplied straight from memory.
                writer.Line($"V a0 = Create({from}[{Literal.Of(offset)}]);");
                for (var j = 0; j < vectors; j++) writer.Line($"c0_{j} = {isa.MultiplyAdd("a0", WeightAt(weightStep, j), $"c0_{j}")};");
                return;
            }
            for (var j = 0; j < vectors; j++) writer.Line($"V w{j} = {WeightAt(weightStep, j)};");
            for (var dy = 0; dy < rows; dy++)
                for (var dx = 0; dx < columns; dx++)
                {
                    EmitPixel(dy * columns + dx, $"Create({from}[{PixelOffset(offset, dy, dx)}])", vectors);
                }
        }

        // As many steps as a vector has lanes: each pixel's inputs are loaded at once, and multiplied by one after the other.
        private void EmitLaneSteps(string from, int offset, int rows, int columns)
        {
            var vectors = tile.Vectors(isa);
            using var scope = writer.Block();
            for (var dy = 0; dy < rows; dy++)
                for (var dx = 0; dx < columns; dx++)
                    writer.Line($"V x{dy * columns + dx} = Load({Source.Join(from, PixelOffset(offset, dy, dx))});");
            for (var lane = 0; lane < isa.Lanes; lane++)
                using (writer.Block())
                {
                    for (var j = 0; j < vectors; j++) writer.Line($"V w{j} = {WeightAt(offset + lane, j)};");
                    for (var i = 0; i < rows * columns; i++)
                        for (var j = 0; j < vectors; j++) writer.Line($"c{i}_{j} = {isa.MultiplyAddLane($"w{j}", $"x{i}", lane, $"c{i}_{j}")};");
                }
        }

        // From one step's weights to the next one's, and from one block's to the next one's.
        private int WeightStep => kernel.Panel > 1 ? group.Blocks * BlockLanes : BlockLanes;

        private int WeightBlock => kernel.Panel > 1 ? BlockLanes : Steps * BlockLanes;

        private string WeightAt(int step, int vector)
        {
            var (block, lane) = (vector * isa.Lanes / BlockLanes, vector * isa.Lanes % BlockLanes);
            return $"Load({Literal.Offset("w", step * WeightStep + block * WeightBlock + lane)})";
        }

        // From where a tile's first pixel has a number to where another one of its pixels has it.
        private string PixelOffset(int offset, int dy, int dx)
        {
            var constant = Literal.Of(offset + dy * firstTaps.Row + dx * firstTaps.Pixel);
            return Source.Join(constant, tile.Wraps && dx > 0 && !firstTaps.IsDense(kernel.Width) ? GapOf(dx) : "");
        }

        private void EmitPixel(int pixel, string broadcast, int vectors)
        {
            // AVX-512 multiplies by a number in memory directly; the others need it in a register, once for all vectors.
            if (isa != InstructionSet.Avx512 && vectors > 1)
            {
                writer.Line($"V a{pixel} = {broadcast};");
                broadcast = $"a{pixel}";
            }
            for (var j = 0; j < vectors; j++) writer.Line($"c{pixel}_{j} = {isa.MultiplyAdd($"w{j}", broadcast, $"c{pixel}_{j}")};");
        }
    }
}
