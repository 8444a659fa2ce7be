using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>Mean over windows that divide the image evenly; one window over the whole image is global average pooling.</summary>
/// <param name="InputHeight">Rows of the input.</param>
/// <param name="InputWidth">Columns of the input.</param>
/// <param name="Height">Rows of the output.</param>
/// <param name="Width">Columns of the output.</param>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Input">Where the input lies.</param>
/// <param name="Output">Where the output lies.</param>
/// <param name="Epilogue">What happens before the results are stored.</param>
internal sealed record AdaptiveAvgPoolKernel(
    int InputHeight, int InputWidth, int Height, int Width, int Blocks, TensorLayout Input, TensorLayout Output, KernelEpilogue Epilogue)
    : KernelShape
{
    // Independent sums hide the latency of additions.
    private const int Sums = 4;

    // Columns that are summed by themselves; the longest loop that an image of usual width needs.
    private const int Segment = 512;

    public override string BaseName =>
        $"AdaptiveAvgPool_{InputHeight}x{InputWidth}to{Height}x{Width}_{Blocks * InstructionSet.BlockLanes}{Epilogue.NameSuffix}";

    public override string Summary => $"Adaptive average pooling of {Blocks * InstructionSet.BlockLanes} lanes, {InputHeight}×{InputWidth} to {Height}×{Width}.";

    public override IReadOnlyList<string> Parameters =>
        ["float* input", .. Input.HasTable ? (string[])["int* table"] : [], "float* output", .. Epilogue.Parameters];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        var epilogue = new EpilogueEmitter(Epilogue, isa);
        epilogue.EmitConstants(writer);
        using (writer.SharedLoop("block", Blocks, out var block))
        using (writer.Loop("part", isa.VectorsPerBlock, out var part))
        {
            var lane = Source.Times(part, isa.Lanes);
            writer.Line($"float* image = {Source.Join("input", Input.HasTable ? $"table[{block}]" : Source.Times(block, Input.Block), lane)};");
            using (writer.Loop("y", Height, out var y))
            using (writer.Loop("x", Width, out var x))
            {
                EmitBounds(writer, "Row", y, InputHeight, Height);
                EmitBounds(writer, "Column", x, InputWidth, Width);
                EmitMean(writer, isa);
                writer.Line($"float* target = {Source.Join("output", Source.Times(block, Output.Block), Source.Times(y, Output.Row), Source.Times(x, Output.Pixel), lane)};");
                epilogue.EmitPointers(writer, block, y, x, lane);
                epilogue.EmitSteps(writer, new EpilogueValue("mean", "target"));
            }
        }
    }

    private static void EmitBounds(CodeWriter writer, string axis, string index, int size, int outputs)
    {
        if (outputs == 1)
        {
            writer.Line($"const int first{axis} = 0;");
            writer.Line($"const int end{axis} = {size};");
            return;
        }
        writer.Line($"int first{axis} = {index} * {size} / {outputs};");
        writer.Line($"int end{axis} = (({index} + 1) * {size} + {outputs - 1}) / {outputs};");
    }

    // Each row is summed by itself: the error of a sum then grows with the sides of the image, not with its area.
    private void EmitMean(CodeWriter writer, InstructionSet isa)
    {
        writer.Line("V mean = V.Zero;");
        LongSum.EmitLong(writer, isa, "row", "firstRow", "endRow", MostOf(InputHeight, Height), ["mean"], (row, rows) =>
        {
            if (MostOf(InputWidth, Width) <= Segment)
            {
                EmitSegment(writer, isa, row, "firstColumn", "endColumn", rows[0]);
                return;
            }
            writer.Line("V rowSum = V.Zero;");
            LongSum.EmitLong(writer, isa, "segment", "0", $"(endColumn - firstColumn + {Segment - 1}) / {Segment}", InputWidth / Segment + 1, ["rowSum"], (segment, sums) =>
            {
                writer.Line($"int first = firstColumn + {segment} * {Segment};");
                EmitSegment(writer, isa, row, "first", $"Math.Min(first + {Segment}, endColumn)", sums[0]);
            });
            writer.Line($"{rows[0]} = {isa.Add(rows[0], "rowSum")};");
        });
        writer.Line($"mean = {isa.Multiply("mean", "Create(1f / ((endRow - firstRow) * (endColumn - firstColumn)))")};");
    }

    // As many rows or columns as a window can have.
    private static int MostOf(int size, int outputs) => outputs == 1 ? size : size / outputs + 2;

    private void EmitSegment(CodeWriter writer, InstructionSet isa, string row, string first, string end, string total)
    {
        writer.Line($"float* pixel = image + {row} * {Input.Row} + {first} * {Input.Pixel};");
        for (var i = 0; i < Sums; i++) writer.Line($"V sum{i} = V.Zero;");
        writer.Line($"int column = {first};");
        if (end != "endColumn")
        {
            writer.Line($"int end = {end};");
            end = "end";
        }
        using (writer.Block($"for (; column <= {end} - {Sums}; column += {Sums}, pixel += {Sums * Input.Pixel})"))
            for (var i = 0; i < Sums; i++)
                writer.Line($"sum{i} = {isa.Add($"sum{i}", $"Load({Literal.Offset("pixel", i * Input.Pixel)})")};");
        using (writer.Block($"for (; column < {end}; column++, pixel += {Input.Pixel})")) writer.Line($"sum0 = {isa.Add("sum0", "Load(pixel)")};");
        writer.Line($"{total} = {isa.Add(total, isa.Add(isa.Add("sum0", "sum1"), isa.Add("sum2", "sum3")))};");
    }
}
