using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// R×L times L×C with the rows of the left factor in lanes: its vectors are scaled by single numbers of the right one.
/// </summary>
/// <param name="Blocks">Blocks of 16 rows.</param>
/// <param name="Inner">L.</param>
/// <param name="Columns">C.</param>
/// <param name="Left">Where the left factor lies.</param>
/// <param name="RightPixel">Floats from column to column of the right factor; a table tells where its rows start.</param>
/// <param name="Output">Where the output lies.</param>
internal sealed record MatMulKernel(int Blocks, int Inner, int Columns, TensorLayout Left, int RightPixel, TensorLayout Output) : KernelShape
{
    // Independent sums hide the latency of multiply-adds.
    private const int MostBlocks = 4;
    private const int MostColumns = 2;

    public override string BaseName => $"MatMul_{Blocks * InstructionSet.BlockLanes}x{Inner}x{Columns}";

    public override string Summary => $"Product of matrices, {Blocks * InstructionSet.BlockLanes}×{Inner} times {Inner}×{Columns}.";

    public override IReadOnlyList<string> Parameters =>
        ["float* left", .. Left.HasTable ? (string[])["int* leftTable"] : [], "float* right", "int* rightTable", "float* output"];

    public override bool SharesWork => false;

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        using (writer.Loop("part", isa.VectorsPerBlock, out var part))
            foreach (var (block, blocks, blockCount) in Cuts(Blocks, MostBlocks))
                foreach (var (column, columns, columnCount) in Cuts(Columns, MostColumns))
                    using (writer.Loop("blockTile", blockCount, out var blockTile, scoped: true))
                    using (writer.Loop("columnTile", columnCount, out var columnTile))
                    {
                        writer.Line($"int block = {Source.Join(Literal.Of(block), Source.Times(blockTile, blocks))};");
                        writer.Line($"int column = {Source.Join(Literal.Of(column), Source.Times(columnTile, columns))};");
                        EmitTile(writer, isa, blocks, columns, Source.Times(part, isa.Lanes));
                    }
    }

    private static IEnumerable<(int Start, int Size, int Count)> Cuts(int extent, int size)
    {
        if (extent >= size) yield return (0, size, extent / size);
        if (extent % size > 0) yield return (extent / size * size, extent % size, 1);
    }

    private void EmitTile(CodeWriter writer, InstructionSet isa, int blocks, int columns, string lane)
    {
        for (var b = 0; b < blocks; b++)
        {
            writer.Line($"float* left{b} = {Source.Join("left", Left.HasTable ? $"leftTable[block + {b}]" : $"(block + {b}) * {Literal.Of(Left.Block)}", lane)};");
            for (var c = 0; c < columns; c++) writer.Line($"V c{b}_{c} = V.Zero;");
        }
        var totals = Enumerable.Range(0, blocks).SelectMany(b => Enumerable.Range(0, columns).Select(c => $"c{b}_{c}")).ToList();
        LongSum.Emit(writer, isa, "inner", Inner, totals, (inner, sums) =>
        {
            writer.Line($"float* row = right + rightTable[{inner}] + column * {Literal.Of(RightPixel)};");
            for (var c = 0; c < columns; c++) writer.Line($"V factor{c} = Create(row[{Literal.Of(c * RightPixel)}]);");
            for (var b = 0; b < blocks; b++)
            {
                writer.Line($"V vector{b} = Load({Source.Join($"left{b}", Source.Times(inner, Left.Pixel))});");
                for (var c = 0; c < columns; c++)
                {
                    var sum = sums[b * columns + c];
                    writer.Line($"{sum} = {isa.MultiplyAdd($"vector{b}", $"factor{c}", sum)};");
                }
            }
        }, scoped: true);
        for (var b = 0; b < blocks; b++)
            for (var c = 0; c < columns; c++)
                writer.Line($"c{b}_{c}.Store({Source.Join("output", $"(block + {b}) * {Literal.Of(Output.Block)}", $"(column + {c}) * {Literal.Of(Output.Pixel)}", lane)});");
    }
}

/// <summary>A product of matrices in each channel: vectors times vectors.</summary>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Rows">Rows of the left factor.</param>
/// <param name="Inner">Its columns, and the rows of the right factor.</param>
/// <param name="Columns">Columns of the right factor.</param>
/// <param name="Left">Where the left factor lies.</param>
/// <param name="Right">Where the right factor lies.</param>
/// <param name="Output">Where the output lies.</param>
internal sealed record ChannelMatMulKernel(
    int Blocks, int Rows, int Inner, int Columns, TensorLayout Left, TensorLayout Right, TensorLayout Output) : KernelShape
{
    public override string BaseName => $"ChannelMatMul_{Blocks * InstructionSet.BlockLanes}_{Rows}x{Inner}x{Columns}";

    public override string Summary => $"Products of matrices, {Rows}×{Inner} times {Inner}×{Columns}, in each of {Blocks * InstructionSet.BlockLanes} lanes.";

    public override IReadOnlyList<string> Parameters =>
    [
        "float* left", .. Left.HasTable ? (string[])["int* leftTable"] : [], "float* right", .. Right.HasTable ? (string[])["int* rightTable"] : [],
        "float* output",
    ];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        using (writer.SharedLoop("block", Blocks, out var block))
        using (writer.Loop("part", isa.VectorsPerBlock, out var part))
        using (writer.Loop("y", Rows, out var y))
        using (writer.Loop("x", Columns, out var x))
        {
            var lane = Source.Times(part, isa.Lanes);
            writer.Line($"float* row = {Source.Join("left", Left.HasTable ? $"leftTable[{block}]" : Source.Times(block, Left.Block), Source.Times(y, Left.Row), lane)};");
            writer.Line($"float* column = {Source.Join("right", Right.HasTable ? $"rightTable[{block}]" : Source.Times(block, Right.Block), Source.Times(x, Right.Pixel), lane)};");
            writer.Line("V sum = V.Zero;");
            LongSum.Emit(writer, isa, "inner", Inner, ["sum"], (inner, sums) =>
            {
                var (left, right) = (Source.Join("row", Source.Times(inner, Left.Pixel)), Source.Join("column", Source.Times(inner, Right.Row)));
                writer.Line($"{sums[0]} = {isa.MultiplyAdd($"Load({left})", $"Load({right})", sums[0])};");
            });
            writer.Line($"sum.Store({Source.Join("output", Source.Times(block, Output.Block), Source.Times(y, Output.Row), Source.Times(x, Output.Pixel), lane)});");
        }
    }
}
