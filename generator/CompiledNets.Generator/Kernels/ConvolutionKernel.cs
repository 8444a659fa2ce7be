using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>Blocks that follow each other and of which the same lanes are read.</summary>
/// <param name="Blocks">How many they are.</param>
/// <param name="First">The first lane that is read.</param>
/// <param name="Lanes">How many are.</param>
internal sealed record LaneRun(int Blocks, int First, int Lanes);

/// <summary>Which input channels a convolution reads, in the order of its weights.</summary>
/// <param name="FullBlocks">Whole blocks of 16, one after the other.</param>
/// <param name="RestLanes">Lanes of the block behind them.</param>
/// <param name="TableLanes">Instead of both: the length of a table with the offset of each single channel.</param>
/// <param name="TablePerPanel">Whether each panel of outputs has such a table of its own, as grouped convolutions do.</param>
internal sealed record ConvolutionInput(int FullBlocks, int RestLanes, int TableLanes, bool TablePerPanel)
{
    /// <summary>
    /// The lengths of the panels' tables where they differ, as they do where some panels have outputs of more groups than others.
    /// The table then begins with the place of each panel's part, and the end of the last one.
    /// </summary>
    public EquatableArray<int> PanelLanes { get; init; }

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
    public static ConvolutionInput InBlocks(int lanes) => new(lanes / InstructionSet.BlockLanes, lanes % InstructionSet.BlockLanes, 0, false);

    /// <summary>The number of channels, dead lanes included; of the panel with the most where they differ.</summary>
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
/// <param name="Panel">Blocks whose weights lie side by side.</param>
/// <param name="Output">Where the output lies.</param>
/// <param name="Epilogue">What happens before the results are stored.</param>
internal sealed record ConvolutionKernel(
    int Height, int Width, Size2 Taps, Size2 Stride, Size2 Dilation, ConvolutionInput Channels, TensorLayout Input,
    int OutputBlocks, int Panel, TensorLayout Output, KernelEpilogue Epilogue) : KernelShape
{
    // A loop body much longer than this gains nothing and costs compile time.
    private const int MaxUnrolledMultiplyAdds = 64;

    // A sum of more terms is one of parts, each so long, as it would lose digits; networks as they are have shorter ones.
    private const int LongestSum = 32 * 1024;
    private const int PartOfSum = 1024;

    // Smaller weights stay in a core's cache from run to run.
    private const long MinPrefetchedBytes = 192 * 1024;

    // What the first cache holds beside what else is in use.
    private const long FirstCacheBytes = 24 * 1024;

    /// <summary>Where the biases are.</summary>
    public BiasPlace Bias { get; init; }

    /// <summary>Whether it reads what it overwrites or adds to it, so that no pixel may be computed twice.</summary>
    public bool IsInPlace { get; init; }

    // Of single channels, or of blocks of them.
    private bool HasTable => Channels.TableLanes > 0 || Input.HasTable;

    private int TapCount => Taps.Height * Taps.Width;

    /// <summary>Floats of the packed weights, and of the biases where these stand in front of them.</summary>
    public int WeightLength => InstructionSet.BlockLanes * ((Bias == BiasPlace.BeforeWeights ? OutputBlocks : 0) + TapCount * (Channels.PanelLanes.Count == 0
        ? OutputBlocks * Channels.Lanes
        : Channels.PanelLanes.Select((lanes, panel) => lanes * Math.Min(Panel, OutputBlocks - panel * Panel)).Sum()));

    public override string BaseName
    {
        get
        {
            var kind = Height * Width == 1 && TapCount == 1 ? "Linear" : TapCount == 1 ? "Pointwise" : $"Conv{Taps.Height}x{Taps.Width}";
            if (Stride != 1) kind += Stride.Height == Stride.Width ? $"S{Stride.Height}" : $"S{Stride.Height}x{Stride.Width}";
            var size = Height * Width == 1 ? "" : $"_{Height}x{Width}";
            var lanes = string.Concat(Channels.PartlyRead.Select(run => $"_{run.Blocks}x{run.First}to{run.First + run.Lanes - 1}"));
            return $"{kind}{size}_{Channels.Lanes}to{OutputBlocks * InstructionSet.BlockLanes}{lanes}{Epilogue.NameSuffix}";
        }
    }

    public override string Summary =>
        $"{(TapCount == 1 ? "Pointwise" : $"{Taps}")} convolution, {Channels.Lanes} to {OutputBlocks * InstructionSet.BlockLanes} lanes, output {Height}×{Width}" +
        (Stride == 1 ? "" : $", stride {Stride}") + (Dilation == 1 ? "" : $", dilation {Dilation}") +
        (Channels.TableLanes > 0 ? "; a table tells where each input channel lies." : Input.HasTable ? "; a table tells where each block of input channels lies." : ".");

    public override IReadOnlyList<string> Parameters =>
        ["float* input", .. HasTable ? (string[])["int* table"] : [], "float* weights", .. Bias == BiasPlace.Apart ? (string[])["float* biases"] : [], "float* output", .. Epilogue.Parameters];

    /// <summary>The panel width that suits the widest vectors; packed weights are the same for all instruction sets.</summary>
    public static int ChoosePanel(int height, int width, int outputBlocks, int steps) =>
        Enumerable.Range(1, Math.Min(outputBlocks, height * width == 1 ? 9 : 4))
            .OrderBy(panel => Cycles(height, width, outputBlocks, panel, steps) * (1 + (outputBlocks % panel == 0 ? 0 : ConvolutionTile.BodyWorth))).First();

    /// <summary>Estimated cycles with the widest vectors, all data in the cache.</summary>
    public static double Cycles(int height, int width, int outputBlocks, int panel, int steps)
    {
        var rest = outputBlocks % panel;
        return outputBlocks / panel * PanelCycles(height, width, panel, steps) + (rest == 0 ? 0 : PanelCycles(height, width, rest, steps));
    }

    /// <summary>Estimated cycles of one panel with the widest vectors, all data in the cache.</summary>
    public static double PanelCycles(int height, int width, int blocks, int steps) =>
        ConvolutionTile.Choose(InstructionSet.Avx512, height, width, blocks, steps).Cycles(InstructionSet.Avx512, height, width, blocks, steps);

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
        private readonly int steps = kernel.Channels.Lanes * kernel.TapCount;
        private int panelBlocks;
        private bool pixelsFirst;
        private bool sharesPixels;
        private bool sharesRows;
        private double prefetchLines;
        private ConvolutionTile tile = null!;

        public void Emit()
        {
            epilogue.EmitConstants(writer);
            var full = kernel.OutputBlocks / kernel.Panel;
            var rest = kernel.OutputBlocks % kernel.Panel;
            var panels = full + (rest > 0 ? 1 : 0);
            var (rowTiles, columnTiles) = TileOf(kernel.Panel).CountsIn(kernel.Height, kernel.Width);
            var tiles = rowTiles > 1 ? rowTiles : columnTiles;
            pixelsFirst = panels > 1 && rowTiles * columnTiles > 1 && OnlyWeightsFitFirstCache;
            sharesPixels = pixelsFirst ? WorkShares.AreEven(tiles) : !WorkShares.AreEven(panels) && tiles > panels;
            if (full > 0) EmitPanels(kernel.Panel, full, 0, panels);
            if (rest > 0) EmitPanels(rest, 1, full, panels);
        }

        // The image then passes by once, not once for each panel.
        private bool OnlyWeightsFitFirstCache => 4L * kernel.WeightLength <= FirstCacheBytes
            && 4L * kernel.Height * kernel.Width * kernel.Stride.Height * kernel.Stride.Width * kernel.Channels.Lanes > FirstCacheBytes;

        private ConvolutionTile TileOf(int blocks) => ConvolutionTile.Choose(isa, kernel.Height, kernel.Width, blocks, steps, mayRepeat: !kernel.IsInPlace);

        private void EmitPanels(int blocks, int count, int before, int panels)
        {
            panelBlocks = blocks;
            tile = TileOf(blocks);
            sharesRows = sharesPixels && tile.CountsIn(kernel.Height, kernel.Width).Rows > 1;
            if (!pixelsFirst)
            {
                EmitPanelLoop(count, before, panels, () => EmitPixelLoops(EmitTile));
                return;
            }
            using (count < panels ? writer.Block() : default)
                EmitPixelLoops((rows, columns) => EmitPanelLoop(count, before, panels, () => EmitTile(rows, columns)));
        }

        private void EmitPanelLoop(int count, int before, int panels, Action emit)
        {
            using (sharesPixels
                ? writer.Loop("panel", count, out var panel, scoped: count < panels)
                : writer.SharedLoop("panel", before, count, panels, out panel))
            {
                var first = before * kernel.Panel;
                var start = BiasLength + before * kernel.Panel * steps * BlockLanes;
                var parts = panelBlocks / tile.Blocks;
                EmitPanelTable(before, panel);
                using (writer.Loop("part", parts, out var part))
                {
                    writer.Line($"int block = {Source.Join(Literal.Of(first), Source.Times(panel, panelBlocks), Source.Times(part, tile.Blocks))};");
                    var panelStart = PanelsDiffer
                        ? [Literal.Of(BiasLength), $"firstLane * {Literal.Of(kernel.TapCount * kernel.Panel * BlockLanes)}"]
                        : (string[])[Literal.Of(start), Source.Times(panel, panelBlocks * steps * BlockLanes)];
                    writer.Line($"float* panelWeights = {Source.Join(["weights", .. panelStart, Source.Times(part, tile.Blocks * BlockLanes)])};");
                    EmitPrefetchStart(panelBlocks * steps * BlockLanes);
                    emit();
                }
            }
        }

        private int BiasLength => kernel.Bias == BiasPlace.BeforeWeights ? kernel.OutputBlocks * BlockLanes : 0;

        private bool PanelsDiffer => kernel.Channels.PanelLanes.Count > 0;

        private void EmitPanelTable(int before, string panel)
        {
            if (!kernel.Channels.TablePerPanel) return;
            if (!PanelsDiffer)
            {
                writer.Line($"int* lanes = {Source.Join("table", Literal.Of(before * kernel.Channels.TableLanes), Source.Times(panel, kernel.Channels.TableLanes))};");
                return;
            }
            var places = Source.Join("table", Literal.Of(before), panel);
            writer.Line($"int firstLane = *({places});");
            writer.Line($"int laneCount = *({places} + 1) - firstLane;");
            writer.Line($"int* lanes = table + {Literal.Of(kernel.Channels.PanelLanes.Count + 1)} + firstLane;");
        }

        // While one panel is multiplied, the next one comes from memory: some cache lines with each step of the innermost loop.
        private void EmitPrefetchStart(int panelLength)
        {
            var panels = kernel.OutputBlocks / kernel.Panel;
            prefetchLines = 0;
            if (isa.Lanes == 4 || panels < 2 || 4L * kernel.WeightLength < MinPrefetchedBytes || kernel.Channels.TableLanes > 0) return;
            var (rowTiles, columnTiles) = tile.CountsIn(kernel.Height, kernel.Width);
            var tiles = rowTiles * columnTiles;
            // A layer that uses each weight once is one stream, which the processor itself fetches ahead.
            if (tiles * (panelBlocks / tile.Blocks) == 1) return;
            var multiplySteps = (double)tiles * (panelBlocks / tile.Blocks) * steps;
            prefetchLines = panelLength / BlockLanes / multiplySteps;
            writer.Line($"float* next = {Source.Join("weights", $"({Source.Join("block", Literal.Of(panelBlocks))}) * {Literal.Of(steps * BlockLanes)}")};");
        }

        private void EmitPrefetch(int multiplySteps)
        {
            if (prefetchLines == 0) return;
            var lines = (int)Math.Ceiling(prefetchLines * multiplySteps);
            for (var line = 0; line < lines; line++) writer.Line($"Sse.Prefetch1({Literal.Offset("next", line * BlockLanes)});");
            writer.Line($"next += {Literal.Of(lines * BlockLanes)};");
        }

        private void EmitPixelLoops(Action<int, int> emit) => EmitAxis("y", kernel.Height, tile.Rows, tile.OverlapRows, sharesRows, rows =>
            EmitAxis("x", kernel.Width, tile.Columns, tile.OverlapColumns, sharesPixels && !sharesRows, columns => emit(rows, columns)));

        // Calls emit for the full tiles, in a loop, and for the smaller one behind them.
        private void EmitAxis(string axis, int extent, int size, bool overlap, bool isShared, Action<int> emit)
        {
            var (at, tiles) = (0, 0);
            var cuts = ConvolutionTile.Cuts(extent, size, overlap).ToList();
            foreach (var (length, count) in cuts)
            {
                using (isShared
                    ? writer.SharedLoop($"{axis}Tile", tiles, count, cuts.Sum(cut => cut.Count), out var index)
                    : writer.Loop($"{axis}Tile", count, out index, scoped: cuts.Count > 1))
                {
                    var position = Source.Join(Literal.Of(at), Source.Times(index, length));
                    writer.Line(overlap && extent % size != 0
                        ? $"int {axis} = Math.Min({position}, {Literal.Of(extent - size)});"
                        : $"int {axis} = {position};");
                    emit(length);
                }
                at += length * count;
                tiles += count;
            }
        }

        private void EmitTile(int rows, int columns)
        {
            var vectors = tile.Blocks * isa.VectorsPerBlock;
            var input = kernel.Input;
            writer.Line($"float* source = {Source.Join("input", Source.Times("y", kernel.Stride.Height * input.Row), Source.Times("x", kernel.Stride.Width * input.Pixel))};");
            writer.Line("float* w = panelWeights;");
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
            foreach (var (sum, total) in PartsOfSums(rows, columns)) writer.Line($"{sum} += {total};");

            writer.Line($"float* target = {Source.Join("output", Source.Times("block", kernel.Output.Block), Source.Times("y", kernel.Output.Row), Source.Times("x", kernel.Output.Pixel))};");
            epilogue.EmitPointers(writer, "block", "y", "x", "0", tile.Blocks);
            for (var dy = 0; dy < rows; dy++)
                for (var dx = 0; dx < columns; dx++)
                    for (var j = 0; j < vectors; j++)
                    {
                        var (block, lane) = (j * isa.Lanes / BlockLanes, j * isa.Lanes % BlockLanes);
                        var value = $"c{dy * columns + dx}_{j}";
                        epilogue.EmitSteps(writer, value, block, dy, dx, lane);
                        var offset = block * kernel.Output.Block + dy * kernel.Output.Row + dx * kernel.Output.Pixel + lane;
                        writer.Line($"{value}.Store({Literal.Offset("target", offset)});");
                    }
        }

        private void EmitBlockLoop(int rows, int columns)
        {
            var runs = kernel.Channels.Runs().ToList();
            var first = 0;
            foreach (var (run, place) in runs.Select((run, place) => (run, place)))
            {
                using (writer.Loop("inputBlock", run.Blocks, out var index, scoped: runs.Count > 1))
                {
                    var block = Source.Join(Literal.Of(first), index);
                    // There are no weights behind the last lane that is read at all.
                    var isRest = kernel.Channels.RestLanes > 0 && place == runs.Count - 1;
                    EmitTaps(run, isRest ? kernel.Channels.RestLanes : BlockLanes, rows, columns, block);
                    if (!isRest && !kernel.Input.HasTable) writer.Line($"source += {Literal.Of(kernel.Input.Block)};");
                    if (!isRest) EmitEndOfPart(block, BlockLanes * kernel.TapCount, rows, columns);
                }
                first += run.Blocks;
            }
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
                writer.Line($"tapRow += {Literal.Of(kernel.Dilation.Height * kernel.Input.Row)};");
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
                if (lanes > 0) writer.Line($"w += {Literal.Of(lanes * panelBlocks * BlockLanes)};");
            }
        }

        private void EmitTableLoop(int rows, int columns)
        {
            var table = kernel.Channels.TablePerPanel ? "lanes" : "table";
            using (PanelsDiffer ? writer.Block("for (int k = 0; k < laneCount; k++)") : writer.Loop("k", kernel.Channels.TableLanes, out _))
            {
                writer.Line($"float* tapRow = source + {table}[{(PanelsDiffer || kernel.Channels.TableLanes > 1 ? "k" : "0")}];");
                using (writer.Loop("tapY", kernel.Taps.Height, out _))
                {
                    var unrolled = kernel.Taps.Width * rows * columns * tile.Blocks * isa.VectorsPerBlock <= 2 * MaxUnrolledMultiplyAdds;
                    if (unrolled)
                    {
                        for (var tap = 0; tap < kernel.Taps.Width; tap++)
                            EmitStep("tapRow", tap * kernel.Dilation.Width * kernel.Input.Pixel, tap, rows, columns);
                        writer.Line($"w += {Literal.Of(kernel.Taps.Width * panelBlocks * BlockLanes)};");
                    }
                    else
                    {
                        writer.Line("float* tap = tapRow;");
                        using (writer.Loop("tapX", kernel.Taps.Width, out _))
                        {
                            EmitStep("tap", 0, 0, rows, columns);
                            writer.Line($"tap += {Literal.Of(kernel.Dilation.Width * kernel.Input.Pixel)};");
                            writer.Line($"w += {Literal.Of(panelBlocks * BlockLanes)};");
                        }
                    }
                    writer.Line($"tapRow += {Literal.Of(kernel.Dilation.Height * kernel.Input.Row)};");
                }
                EmitEndOfPart("k", kernel.TapCount, rows, columns);
            }
        }

        // The accumulators with what their parts are added to; none where the sums are short.
        private IEnumerable<(string Sum, string Total)> PartsOfSums(int rows, int columns) => steps <= LongestSum ? [] :
            Enumerable.Range(0, rows * columns).SelectMany(i => Enumerable.Range(0, tile.Blocks * isa.VectorsPerBlock).Select(j => ($"c{i}_{j}", $"total{i}_{j}")));

        private void EmitEndOfPart(string index, int stepsPerIndex, int rows, int columns)
        {
            var period = Math.Max(1, PartOfSum / stepsPerIndex);
            var isKnown = int.TryParse(index, out var known);
            if (steps <= LongestSum || index == "0" || (isKnown && known % period != period - 1)) return;
            using (isKnown ? writer.Block() : writer.Block($"if ({(index.Contains(' ') ? $"({index})" : index)} % {period} == {period - 1})"))
                foreach (var (sum, total) in PartsOfSums(rows, columns))
                {
                    writer.Line($"{total} += {sum};");
                    writer.Line($"{sum} = V.Zero;");
                }
        }

        // Multiply-adds over count floats that touch in memory.
        private void EmitRun(string from, int count, int rows, int columns)
        {
            var accumulators = rows * columns * tile.Blocks * isa.VectorsPerBlock;
            var unroll = Enumerable.Range(1, Math.Min(count, 8))
                .Where(factor => count % factor == 0 && factor * accumulators <= MaxUnrolledMultiplyAdds)
                .DefaultIfEmpty(1).Max();
            var byLane = isa.MultipliesByLane && count % isa.Lanes == 0;
            if (byLane && unroll % isa.Lanes != 0) unroll = isa.Lanes;
            writer.Line($"float* p = {from};");
            using (writer.Loop("k", count / unroll, out _))
            {
                EmitPrefetch(unroll);
                if (byLane)
                    for (var step = 0; step < unroll; step += isa.Lanes) EmitLaneSteps("p", step, rows, columns);
                else
                    for (var step = 0; step < unroll; step++) EmitStep("p", step, step, rows, columns);
                writer.Line($"p += {Literal.Of(unroll)};");
                writer.Line($"w += {Literal.Of(unroll * panelBlocks * BlockLanes)};");
            }
        }

        private void EmitStep(string from, int offset, int weightStep, int rows, int columns)
        {
            var vectors = tile.Blocks * isa.VectorsPerBlock;
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
                    EmitPixel(dy * columns + dx, $"Create({from}[{Literal.Of(offset + PixelOffset(dy, dx))}])", vectors);
                }
        }

        // As many steps as a vector has lanes: each pixel's inputs are loaded at once, and multiplied by one after the other.
        private void EmitLaneSteps(string from, int offset, int rows, int columns)
        {
            var vectors = tile.Blocks * isa.VectorsPerBlock;
            using var scope = writer.Block();
            for (var dy = 0; dy < rows; dy++)
                for (var dx = 0; dx < columns; dx++)
                    writer.Line($"V x{dy * columns + dx} = Load({Literal.Offset(from, offset + PixelOffset(dy, dx))});");
            for (var lane = 0; lane < isa.Lanes; lane++)
                using (writer.Block())
                {
                    for (var j = 0; j < vectors; j++) writer.Line($"V w{j} = {WeightAt(offset + lane, j)};");
                    for (var i = 0; i < rows * columns; i++)
                        for (var j = 0; j < vectors; j++) writer.Line($"c{i}_{j} = {isa.MultiplyAddLane($"w{j}", $"x{i}", lane, $"c{i}_{j}")};");
                }
        }

        private string WeightAt(int step, int vector) => $"Load({Literal.Offset("w", step * panelBlocks * BlockLanes + vector * isa.Lanes)})";

        private int PixelOffset(int dy, int dx) => dy * kernel.Stride.Height * kernel.Input.Row + dx * kernel.Stride.Width * kernel.Input.Pixel;

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
