using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>Sizes and places of a window that slides over each channel by itself.</summary>
/// <param name="InputHeight">Rows of the input.</param>
/// <param name="InputWidth">Columns of the input.</param>
/// <param name="Height">Rows of the output.</param>
/// <param name="Width">Columns of the output.</param>
/// <param name="Taps">Height and width of the window.</param>
/// <param name="Stride">Step of the window.</param>
/// <param name="Dilation">Distance between taps.</param>
/// <param name="Padding">Rows and columns off the image.</param>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Input">Where the input lies.</param>
/// <param name="Output">Where the output lies.</param>
/// <param name="Epilogue">What happens before the results are stored.</param>
internal sealed record WindowShape(
    int InputHeight, int InputWidth, int Height, int Width, Size2 Taps, Size2 Stride, Size2 Dilation, Padding Padding, int Blocks,
    TensorLayout Input, TensorLayout Output, KernelEpilogue Epilogue);

/// <summary>
/// A window that slides over each channel by itself: depthwise convolution and pooling. A vector holds 16 channels of a pixel, a
/// tile is a row segment of outputs. Which taps fall off the image left and right is decided here, so that only rows are clipped
/// at run time and no padding exists in memory.
/// </summary>
internal abstract record WindowKernel(WindowShape Window) : KernelShape
{
    protected abstract string Family { get; }

    protected virtual bool HasWeights => false;

    public override string BaseName =>
        $"{Family}{Window.Taps.Height}x{Window.Taps.Width}" +
        (Window.Stride == 1 ? "" : Window.Stride.Height == Window.Stride.Width ? $"S{Window.Stride.Height}" : $"S{Window.Stride.Height}x{Window.Stride.Width}") +
        $"_{Window.Height}x{Window.Width}_{Window.Blocks * InstructionSet.BlockLanes}{Window.Epilogue.NameSuffix}";

    public override string Summary =>
        $"{Window.Taps} {Family} of {Window.Blocks * InstructionSet.BlockLanes} lanes, {Window.InputHeight}×{Window.InputWidth} to {Window.Height}×{Window.Width}" +
        (Window.Stride == 1 ? "" : $", stride {Window.Stride}") + (Window.Dilation == 1 ? "" : $", dilation {Window.Dilation}") +
        (Window.Padding == Padding.None ? "" : $", padding {Window.Padding}") + ".";

    public override IReadOnlyList<string> Parameters =>
        ["float* input", .. Window.Input.HasTable ? (string[])["int* table"] : [], .. HasWeights ? (string[])["float* weights"] : [], "float* output", .. Window.Epilogue.Parameters];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        var epilogue = new EpilogueEmitter(Window.Epilogue, isa);
        epilogue.EmitConstants(writer);
        EmitConstants(writer, isa);
        var sharesRows = !WorkShares.AreEven(Window.Blocks) && Window.Height > Window.Blocks;
        using (sharesRows ? writer.Loop("block", Window.Blocks, out var block) : writer.SharedLoop("block", Window.Blocks, out block))
        {
            var (y, lane) = ("", "");
            var rowsFirst = IsRowsFirst(isa);
            using (rowsFirst ? OpenRows() : OpenPart())
            using (rowsFirst ? OpenPart() : OpenRows())
            {
                EmitRowClip(writer, y);
                var segments = Segments(isa);
                foreach (var segment in segments)
                {
                    using (writer.Loop("tile", segment.Count, out var tile, scoped: segments.Count > 1))
                    {
                        var x = Source.Join(Literal.Of(segment.Start), Source.Times(tile, segment.Width));
                        if (segment.Count > 1)
                        {
                            writer.Line($"int x = {x};");
                            x = "x";
                        }
                        EmitTile(writer, isa, epilogue, segment, block, y, x, lane);
                    }
                }
            }

            CodeWriter.BlockScope OpenRows() => sharesRows ? writer.SharedLoop("y", Window.Height, out y) : writer.Loop("y", Window.Height, out y);

            CodeWriter.BlockScope OpenPart()
            {
                var loop = writer.Loop("part", isa.VectorsPerBlock, out var part);
                lane = Source.Times(part, isa.Lanes);
                if (lane.Length > 0)
                {
                    writer.Line($"int lane = {lane};");
                    lane = "lane";
                }
                writer.Line($"float* image = {Source.Join("input", Window.Input.HasTable ? $"table[{block}]" : Source.Times(block, Window.Input.Block), lane)};");
                EmitBlockStart(writer, block, lane);
                return loop;
            }
        }
    }

    // Where a block's image does not stay in the first cache, all of its vectors are computed while some rows are there.
    private bool IsRowsFirst(InstructionSet isa) =>
        isa.VectorsPerBlock > 1 && 4L * Window.InputHeight * Window.InputWidth * InstructionSet.BlockLanes > InstructionSet.FirstCacheBytes;

    /// <summary>Declares what a whole kernel needs.</summary>
    protected virtual void EmitConstants(CodeWriter writer, InstructionSet isa) { }

    /// <summary>Declares what the rows of one block need.</summary>
    protected virtual void EmitBlockStart(CodeWriter writer, string block, string lane) { }

    /// <summary>The value that an accumulator starts from.</summary>
    protected abstract string Initial { get; }

    /// <summary>Takes one column of the input into every accumulator that it belongs to.</summary>
    /// <param name="writer">Takes the statements.</param>
    /// <param name="isa">The instruction set.</param>
    /// <param name="source">Pointer to the column's first lane.</param>
    /// <param name="uses">The accumulators, each with the tap that the column is to it.</param>
    protected abstract void EmitColumn(CodeWriter writer, InstructionSet isa, string source, IReadOnlyList<(string Accumulator, int TapX)> uses);

    /// <summary>Opens the loop over the rows of taps, from firstTap to endTap.</summary>
    /// <param name="writer">Takes the statements.</param>
    /// <param name="isa">The instruction set.</param>
    /// <param name="accumulators">The declared accumulators, one for each output of a tile.</param>
    /// <param name="emit">Takes one row of taps into accumulators of the given names.</param>
    protected virtual void EmitTaps(CodeWriter writer, InstructionSet isa, IReadOnlyList<string> accumulators, Action<string, IReadOnlyList<string>> emit)
    {
        using (writer.Block("for (int tapY = firstTap; tapY < endTap; tapY++)")) emit("tapY", accumulators);
    }

    /// <summary>Declares what the taps of one row need; tapY is in scope.</summary>
    protected virtual void EmitTapRow(CodeWriter writer, InstructionSet isa) { }

    /// <summary>Opens a loop over what each column is taken in for more than once.</summary>
    protected virtual CodeWriter.BlockScope OpenInputs(CodeWriter writer, InstructionSet isa) => default;

    /// <summary>Ends the accumulation of one output, before its epilogue.</summary>
    /// <param name="writer">Takes the statements.</param>
    /// <param name="isa">The instruction set.</param>
    /// <param name="accumulator">The output's name.</param>
    /// <param name="column">The output's column where it is the same for all tiles of a segment, else a column with the same taps.</param>
    protected virtual void EmitFinish(CodeWriter writer, InstructionSet isa, string accumulator, int column) { }

    /// <summary>Whether two columns may share the same code; beyond their taps, which are compared anyway.</summary>
    protected virtual int ColumnClass(int column) => 0;

    private void EmitRowClip(CodeWriter writer, string y)
    {
        var above = Source.Join(Literal.Of(Window.Padding.Top), Source.Times(y, -Window.Stride.Height));
        var below = Source.Join(Literal.Of(Window.InputHeight + Window.Padding.Top), Source.Times(y, -Window.Stride.Height));
        writer.Line($"int firstTap = {DivideUp($"Math.Max(0, {above})")};");
        writer.Line($"int endTap = Math.Min({Literal.Of(Window.Taps.Height)}, {DivideUp(below)});");
        writer.Line($"float* row = {Source.Join("image", Source.Times(y, Window.Stride.Height * Window.Input.Row), Literal.Of(-Window.Padding.Top * Window.Input.Row))};");
    }

    private string DivideUp(string expression) =>
        Window.Dilation.Height == 1 ? expression : $"({expression} + {Literal.Of(Window.Dilation.Height - 1)}) / {Literal.Of(Window.Dilation.Height)}";

    private void EmitTile(CodeWriter writer, InstructionSet isa, EpilogueEmitter epilogue, Segment segment, string block, string y, string x, string lane)
    {
        for (var i = 0; i < segment.Width; i++) writer.Line($"V c{i} = {Initial};");
        writer.Line($"float* columns = {Source.Join("row", Source.Times(x, Window.Stride.Width * Window.Input.Pixel))};");
        // The rows that the next row of outputs reads first.
        if (isa.FetchesImage((long)Window.InputHeight * Window.InputWidth * Window.Blocks * InstructionSet.BlockLanes))
            for (var below = 0; below < Window.Stride.Height; below++)
                for (var column = 0; column < segment.Width * Window.Stride.Width; column++)
                    writer.Line($"Sse.Prefetch0({Literal.Offset("columns", ((Window.Taps.Height - 1) * Window.Dilation.Height + 1 + below) * Window.Input.Row + column * Window.Input.Pixel)});");
        EmitTaps(writer, isa, Enumerable.Range(0, segment.Width).Select(i => $"c{i}").ToList(), (tapY, accumulators) =>
        {
            writer.Line($"float* source = columns + {tapY} * {Window.Dilation.Height * Window.Input.Row};");
            EmitTapRow(writer, isa);
            using var inputs = OpenInputs(writer, isa);
            foreach (var taps in TapsOf(segment).GroupBy(tap => tap.Offset).OrderBy(group => group.Key))
                using (writer.Block())
                    EmitColumn(writer, isa, Literal.Offset("source", taps.Key * Window.Input.Pixel), taps.Select(tap => (accumulators[tap.Output], tap.TapX)).ToList());
        });
        writer.Line($"float* target = {Source.Join("output", Source.Times(block, Window.Output.Block), Source.Times(y, Window.Output.Row), Source.Times(x, Window.Output.Pixel), lane)};");
        epilogue.EmitPointers(writer, block, y, x, lane);
        var values = Enumerable.Range(0, segment.Width).Select(i => new EpilogueValue($"c{i}", Literal.Offset("target", i * Window.Output.Pixel), new TilePixel(0, i)));
        epilogue.EmitSteps(writer, values.ToList(), value => EmitFinish(writer, isa, value.Name, segment.Start + value.Pixel.Column));
    }

    // Each input column of a tile is loaded once and goes into every output that it belongs to.
    private IEnumerable<(int Output, int TapX, int Offset)> TapsOf(Segment segment)
    {
        for (var i = 0; i < segment.Width; i++)
            for (var tap = 0; tap < Window.Taps.Width; tap++)
            {
                var column = (segment.Start + i) * Window.Stride.Width - Window.Padding.Left + tap * Window.Dilation.Width;
                if (column >= 0 && column < Window.InputWidth) yield return (i, tap, i * Window.Stride.Width - Window.Padding.Left + tap * Window.Dilation.Width);
            }
    }

    // Tiles that clip the same taps follow each other in a loop.
    private IReadOnlyList<Segment> Segments(InstructionSet isa)
    {
        var most = isa == InstructionSet.Avx512 ? 14 : 7;
        var tiles = (Window.Width + most - 1) / most;
        var width = (Window.Width + tiles - 1) / tiles;
        var segments = new List<Segment>();
        for (var start = 0; start < Window.Width; start += width)
        {
            var tile = new Segment(start, Math.Min(width, Window.Width - start), 1);
            var last = segments.Count > 0 ? segments[segments.Count - 1] : null;
            if (last is not null && last.Width == tile.Width && SameCode(last, tile))
                segments[segments.Count - 1] = last with { Count = last.Count + 1 };
            else
                segments.Add(tile);
        }
        return segments;
    }

    private bool SameCode(Segment a, Segment b) =>
        TapsOf(a).SequenceEqual(TapsOf(b)) &&
        Enumerable.Range(0, a.Width).All(i => ColumnClass(a.Start + i) == ColumnClass(b.Start + i));

    private sealed record Segment(int Start, int Width, int Count);
}
