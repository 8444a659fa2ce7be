using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>Maximum over a window.</summary>
internal sealed record MaxPoolKernel(WindowShape Window) : WindowKernel(Window)
{
    protected override string Family => "MaxPool";

    protected override string Initial => "lowest";

    protected override void EmitConstants(CodeWriter writer, InstructionSet isa) => writer.Line("V lowest = Create(float.NegativeInfinity);");

    // A NaN anywhere in the window must win. Max sees to it by more operations than it takes here: MaxNative keeps its right operand
    // where one is NaN, so that an accumulator stays NaN once all bits of it are set.
    protected override void EmitColumn(CodeWriter writer, InstructionSet isa, string source, IReadOnlyList<(string Accumulator, int TapX)> uses)
    {
        writer.Line($"V column = Load({source});");
        if (isa == InstructionSet.Avx512)
        {
            foreach (var (accumulator, _) in uses) writer.Line($"{accumulator} = Max({accumulator}, column);");
            return;
        }
        writer.Line("V isNaN = IsNaN(column);");
        foreach (var (accumulator, _) in uses) writer.Line($"{accumulator} = BitwiseOr(MaxNative(column, {accumulator}), isNaN);");
    }
}

/// <summary>Mean over a window.</summary>
/// <param name="Window">Its sizes.</param>
/// <param name="CountIncludePad">Whether padded zeros count in the divisor.</param>
internal sealed record AvgPoolKernel(WindowShape Window, bool CountIncludePad) : WindowKernel(Window)
{
    private const int FewTaps = 16;

    protected override string Family => CountIncludePad ? "AvgPool" : "AvgPoolInside";

    protected override string Initial => "V.Zero";

    protected override void EmitColumn(CodeWriter writer, InstructionSet isa, string source, IReadOnlyList<(string Accumulator, int TapX)> uses)
    {
        writer.Line($"V column = Load({source});");
        foreach (var (accumulator, _) in uses) writer.Line($"{accumulator} = {isa.Add(accumulator, "column")};");
    }

    // The columns of a row of a large window are a long sum of their own.
    protected override void EmitTaps(CodeWriter writer, InstructionSet isa, IReadOnlyList<string> accumulators, Action<string, IReadOnlyList<string>> emit) =>
        LongSum.EmitLong(writer, isa, "tapY", "firstTap", "endTap", Window.Taps.Height, accumulators, (tapY, sums) =>
        {
            if (Window.Taps.Width <= FewTaps)
            {
                emit(tapY, sums);
                return;
            }
            var rowSums = accumulators.Select(accumulator => $"{accumulator}Row").ToList();
            foreach (var sum in rowSums) writer.Line($"V {sum} = V.Zero;");
            emit(tapY, rowSums);
            for (var i = 0; i < sums.Count; i++) writer.Line($"{sums[i]} = {isa.Add(sums[i], rowSums[i])};");
        });

    protected override int ColumnClass(int column) => Counted(column, Window.Stride.Width, Window.Taps.Width, Window.Padding.Left, Window.Padding.Right, Window.InputWidth);

    protected override void EmitFinish(CodeWriter writer, InstructionSet isa, string accumulator, int column)
    {
        var columns = ColumnClass(column);
        var rows = Enumerable.Range(0, Window.Height).Select(row => Counted(row, Window.Stride.Height, Window.Taps.Height, Window.Padding.Top, Window.Padding.Bottom, Window.InputHeight)).Distinct().ToList();
        var count = rows.Count == 1
            ? Literal.Of(1f / (rows[0] * columns))
            : $"1f / ({RowCount()} * {columns})";
        writer.Line($"{accumulator} = {isa.Multiply(accumulator, $"Create({count})")};");
    }

    // How many elements of a window count: those on the image, with the padding but never what ceil mode adds beyond it.
    private int Counted(int index, int stride, int taps, int before, int after, int size)
    {
        var start = index * stride - before;
        var end = Math.Min(start + taps, size + after);
        return CountIncludePad ? end - start : Math.Min(end, size) - Math.Max(start, 0);
    }

    private string RowCount()
    {
        var start = Window.Height == 1 ? Literal.Of(-Window.Padding.Top) : $"(y * {Literal.Of(Window.Stride.Height)} - {Literal.Of(Window.Padding.Top)})";
        var end = $"Math.Min({start} + {Literal.Of(Window.Taps.Height)}, {Literal.Of(Window.InputHeight + Window.Padding.Bottom)})";
        return CountIncludePad
            ? $"({end} - {start})"
            : $"(Math.Min({end}, {Literal.Of(Window.InputHeight)}) - Math.Max({start}, 0))";
    }
}
