using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>Softmax over the channels of each pixel.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Input">Where the input lies.</param>
/// <param name="Output">Where the output lies.</param>
/// <param name="HasDeadLanes">Whether there are lanes without a channel; a mask of 0 and −∞ then tells which.</param>
internal sealed record ChannelSoftmaxKernel(int Height, int Width, int Blocks, TensorLayout Input, TensorLayout Output, bool HasDeadLanes)
    : KernelShape
{
    /// <summary>Whether lanes without a channel may hold anything, also NaN. Not public, as in <see cref="ConvolutionInput.PartlyRead"/>.</summary>
    internal bool MasksAnyNumber { get; init; }

    public override string BaseName => $"Softmax_{Height}x{Width}_{Blocks * InstructionSet.BlockLanes}{(MasksAnyNumber ? "_Masked" : "")}";

    public override string Summary => $"Softmax over {Blocks * InstructionSet.BlockLanes} lanes at each of {Height}×{Width} pixels.";

    public override IReadOnlyList<string> Parameters =>
        ["float* input", .. Input.HasTable ? (string[])["int* table"] : [], .. HasDeadLanes ? (string[])["float* mask"] : [], "float* output"];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        using (writer.SharedLoop("y", Height, out var y))
        using (writer.Loop("x", Width, out var x))
        {
            writer.Line($"float* source = {Source.Join("input", Source.Times(y, Input.Row), Source.Times(x, Input.Pixel))};");
            writer.Line($"float* target = {Source.Join("output", Source.Times(y, Output.Row), Source.Times(x, Output.Pixel))};");
            writer.Line("V largest = Create(float.NegativeInfinity);");
            EmitVectors(writer, isa, (logit, _) => writer.Line($"largest = Max(largest, {logit});"));
            // Without the largest logit the exponentials cannot overflow.
            writer.Line("V shift = Create(VectorMath.MaxAcross(largest));");
            writer.Line("V total = V.Zero;");
            LongSum.Emit(writer, isa, "block", Blocks, ["total"], (block, sums) => EmitParts(writer, isa, block, (logit, place) =>
            {
                writer.Line($"V power = VectorMath.Exp({isa.Subtract(logit, "shift")});");
                writer.Line($"{sums[0]} = {isa.Add(sums[0], "power")};");
                writer.Line($"power.Store({place});");
            }));
            writer.Line("V scale = Create(1f / Sum(total));");
            EmitVectors(writer, isa, (_, place) => writer.Line($"({isa.Multiply($"Load({place})", "scale")}).Store({place});"));
        }
    }

    private void EmitVectors(CodeWriter writer, InstructionSet isa, Action<string, string> emit)
    {
        using (writer.Loop("block", Blocks, out var block)) EmitParts(writer, isa, block, emit);
    }

    private void EmitParts(CodeWriter writer, InstructionSet isa, string block, Action<string, string> emit)
    {
        using (writer.Loop("part", isa.VectorsPerBlock, out var part))
        {
            var lane = Source.Times(part, isa.Lanes);
            var logit = $"Load({Source.Join("source", Input.HasTable ? $"table[{block}]" : Source.Times(block, Input.Block), lane)})";
            if (HasDeadLanes) logit = isa.MinusInfinityWhereDead(logit, $"Load({Source.Join("mask", Source.Times(block, InstructionSet.BlockLanes), lane)})", MasksAnyNumber);
            emit(logit, Source.Join("target", Source.Times(block, Output.Block), lane));
        }
    }
}

/// <summary>Softmax along the rows or columns of each channel.</summary>
/// <param name="Lines">How many lines there are in a channel.</param>
/// <param name="Length">Elements of a line.</param>
/// <param name="AlongHeight">Whether a line runs from row to row.</param>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Input">Where the input lies.</param>
/// <param name="Output">Where the output lies.</param>
internal sealed record SpatialSoftmaxKernel(int Lines, int Length, bool AlongHeight, int Blocks, TensorLayout Input, TensorLayout Output)
    : KernelShape
{
    public override string BaseName => $"Softmax{(AlongHeight ? "Height" : "Width")}_{Lines}x{Length}_{Blocks * InstructionSet.BlockLanes}";

    public override string Summary => $"Softmax along {Lines} {(AlongHeight ? "columns" : "rows")} of {Length} pixels, {Blocks * InstructionSet.BlockLanes} lanes.";

    public override IReadOnlyList<string> Parameters =>
        ["float* input", .. Input.HasTable ? (string[])["int* table"] : [], "float* output"];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        var (inLine, inStep) = Strides(Input);
        var (outLine, outStep) = Strides(Output);
        using (writer.SharedLoop("block", Blocks, out var block))
        using (writer.Loop("part", isa.VectorsPerBlock, out var part))
        using (writer.Loop("line", Lines, out var line))
        {
            var lane = Source.Times(part, isa.Lanes);
            writer.Line($"float* source = {Source.Join("input", Input.HasTable ? $"table[{block}]" : Source.Times(block, Input.Block), Source.Times(line, inLine), lane)};");
            writer.Line($"float* target = {Source.Join("output", Source.Times(block, Output.Block), Source.Times(line, outLine), lane)};");
            writer.Line("V largest = Create(float.NegativeInfinity);");
            using (writer.Loop("i", Length, out var i)) writer.Line($"largest = Max(largest, Load({Source.Join("source", Source.Times(i, inStep))}));");
            writer.Line("V total = V.Zero;");
            LongSum.Emit(writer, isa, "i", Length, ["total"], (i, sums) =>
            {
                writer.Line($"V power = VectorMath.Exp({isa.Subtract($"Load({Source.Join("source", Source.Times(i, inStep))})", "largest")});");
                writer.Line($"{sums[0]} = {isa.Add(sums[0], "power")};");
                writer.Line($"power.Store({Source.Join("target", Source.Times(i, outStep))});");
            });
            using (writer.Loop("i", Length, out var i))
            {
                var place = Source.Join("target", Source.Times(i, outStep));
                writer.Line($"({isa.Divide($"Load({place})", "total")}).Store({place});");
            }
        }
    }

    private (int Line, int Step) Strides(TensorLayout layout) => AlongHeight ? (layout.Pixel, layout.Row) : (layout.Row, layout.Pixel);
}
