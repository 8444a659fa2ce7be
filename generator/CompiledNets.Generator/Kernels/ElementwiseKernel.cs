using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>Applies an epilogue to a tensor, for the elementwise operators that no other kernel could take along.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Input">Where the input lies.</param>
/// <param name="Output">Where the output lies.</param>
/// <param name="Epilogue">What to apply.</param>
internal sealed record ElementwiseKernel(int Height, int Width, int Blocks, TensorLayout Input, TensorLayout Output, KernelEpilogue Epilogue)
    : KernelShape
{
    private const int PixelsPerTile = 4;

    public override string BaseName => $"Elementwise_{Height}x{Width}_{Blocks * InstructionSet.BlockLanes}{Epilogue.NameSuffix}";

    public override string Summary => $"Elementwise operators over {Blocks * InstructionSet.BlockLanes} lanes of {Height}×{Width}.";

    public override IReadOnlyList<string> Parameters =>
        ["float* input", .. Input.HasTable ? (string[])["int* table"] : [], "float* output", .. Epilogue.Parameters];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        var epilogue = new EpilogueEmitter(Epilogue, isa);
        epilogue.EmitConstants(writer);
        using (writer.SharedLoop("block", Blocks, out var block))
        {
            writer.Line($"float* image = {Source.Join("input", Input.HasTable ? $"table[{block}]" : Source.Times(block, Input.Block))};");
            using (writer.Loop("y", Height, out var y))
            {
                if (Width >= PixelsPerTile) EmitTiles(writer, isa, epilogue, block, y, 0, PixelsPerTile, Width / PixelsPerTile);
                if (Width % PixelsPerTile > 0) EmitTiles(writer, isa, epilogue, block, y, Width - Width % PixelsPerTile, Width % PixelsPerTile, 1);
            }
        }
    }

    private void EmitTiles(CodeWriter writer, InstructionSet isa, EpilogueEmitter epilogue, string block, string y, int start, int pixels, int count)
    {
        using var loop = writer.Loop("tile", count, out var tile, scoped: true);
        writer.Line($"int x = {Source.Join(Literal.Of(start), Source.Times(tile, pixels))};");
        writer.Line($"float* source = {Source.Join("image", Source.Times(y, Input.Row), Source.Times("x", Input.Pixel))};");
        writer.Line($"float* target = {Source.Join("output", Source.Times(block, Output.Block), Source.Times(y, Output.Row), Source.Times("x", Output.Pixel))};");
        epilogue.EmitPointers(writer, block, y, "x", "0");
        var values =
            from i in Enumerable.Range(0, pixels)
            from part in Enumerable.Range(0, isa.VectorsPerBlock)
            let lane = part * isa.Lanes
            select new EpilogueValue($"c{i}_{part}", Literal.Offset("target", i * Output.Pixel + lane), new TilePixel(0, i), 0, lane);
        epilogue.EmitSteps(writer, values.ToList(), value => writer.Line($"V {value.Name} = Load({Literal.Offset("source", value.Pixel.Column * Input.Pixel + value.Lane)});"));
    }
}
