using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// The loops of a kernel that takes some dimensions of an image together and leaves the others: over those that stay outside,
/// over those that are taken together inside.
/// </summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="OverChannels">Whether the channels are taken together.</param>
/// <param name="OverHeight">Whether the rows are.</param>
/// <param name="OverWidth">Whether the columns are.</param>
/// <param name="Input">Where the input lies.</param>
/// <param name="HasDeadLanes">Whether lanes without a channel must be left out; a mask of 0 and −∞ then tells which.</param>
internal sealed record ReductionLoops(
    int Height, int Width, int Blocks, bool OverChannels, bool OverHeight, bool OverWidth, TensorLayout Input, bool HasDeadLanes)
{
    /// <summary>Where a kernel is within its loops, as expressions.</summary>
    /// <param name="Block">The block; empty outside where channels are taken together.</param>
    /// <param name="Lane">The first lane of the vector within the block.</param>
    /// <param name="Y">The row.</param>
    /// <param name="X">The column.</param>
    public sealed record Place(string Block, string Lane, string Y, string X);

    public string Name => $"{(OverChannels ? "C" : "")}{(OverHeight ? "H" : "")}{(OverWidth ? "W" : "")}_{Height}x{Width}_{Blocks * InstructionSet.BlockLanes}";

    public string Description =>
        $"over {string.Join(" and ", new[] { OverChannels ? "channels" : "", OverHeight ? "rows" : "", OverWidth ? "columns" : "" }.Where(axis => axis.Length > 0))} " +
        $"of {Height}×{Width} pixels of {Blocks * InstructionSet.BlockLanes} lanes";

    public IEnumerable<string> Parameters => ["float* input", .. Input.HasTable ? (string[])["int* table"] : [], .. HasDeadLanes ? (string[])["float* mask"] : []];

    /// <summary>Writes the loops over the dimensions that stay.</summary>
    public void EmitOuter(CodeWriter writer, InstructionSet isa, Action<Place> emit)
    {
        using (OverChannels ? writer.Loop("block", 1, out var block) : writer.SharedLoop("block", Blocks, out block))
        using (writer.Loop("part", OverChannels ? 1 : isa.VectorsPerBlock, out var part))
        using (OverChannels ? writer.SharedLoop("y", OverHeight ? 1 : Height, out var y) : writer.Loop("y", OverHeight ? 1 : Height, out y))
        using (writer.Loop("x", OverWidth ? 1 : Width, out var x))
            emit(new Place(block, Source.Times(part, isa.Lanes), y, x));
    }

    /// <summary>Writes the loops over the dimensions that are taken together.</summary>
    public void EmitInner(CodeWriter writer, InstructionSet isa, Place outer, Action<Place> emit)
    {
        using (writer.Loop("innerBlock", OverChannels ? Blocks : 1, out var block, scoped: true))
        using (writer.Loop("innerPart", OverChannels ? isa.VectorsPerBlock : 1, out var part))
        using (writer.Loop("innerY", OverHeight ? Height : 1, out var y))
        using (writer.Loop("innerX", OverWidth ? Width : 1, out var x))
            emit(new Place(
                OverChannels ? block : outer.Block, OverChannels ? Source.Times(part, isa.Lanes) : outer.Lane,
                OverHeight ? y : outer.Y, OverWidth ? x : outer.X));
    }

    /// <summary>Writes the loops for a sum: each row is summed by itself, so that the error grows with the sides of the image, not with its area.</summary>
    public void EmitSum(CodeWriter writer, InstructionSet isa, Place outer, string total, Func<Place, string> value) =>
        LongSum.Emit(writer, isa, "innerBlock", OverChannels ? Blocks : 1, [total], (block, blocks) =>
        {
            using (writer.Loop("innerPart", OverChannels ? isa.VectorsPerBlock : 1, out var part))
                LongSum.Emit(writer, isa, "innerY", OverHeight ? Height : 1, blocks, (y, rows) =>
                {
                    writer.Line("V rowSum = V.Zero;");
                    LongSum.Emit(writer, isa, "innerX", OverWidth ? Width : 1, ["rowSum"], (x, sums) => writer.Line($"{sums[0]} = {isa.Add(sums[0], value(new Place(
                        OverChannels ? block : outer.Block, OverChannels ? Source.Times(part, isa.Lanes) : outer.Lane,
                        OverHeight ? y : outer.Y, OverWidth ? x : outer.X)))};"));
                    writer.Line($"{rows[0]} = {isa.Add(rows[0], "rowSum")};");
                });
        }, scoped: true);

    /// <summary>The vector of the input at a place.</summary>
    public string Load(Place at) =>
        $"Load({Source.Join("input", Input.HasTable ? $"table[{at.Block}]" : Source.Times(at.Block, Input.Block), at.Lane, Source.Times(at.Y, Input.Row), Source.Times(at.X, Input.Pixel))})";

    /// <summary>A value with 0 in lanes that must be left out.</summary>
    public string Masked(string value, Place at) =>
        HasDeadLanes ? $"ConditionalSelect(LessThan({Mask(at)}, V.Zero), V.Zero, {value})" : value;

    /// <summary>The mask's vector at a place.</summary>
    public string Mask(Place at) => $"Load({Source.Join("mask", Source.Times(at.Block, InstructionSet.BlockLanes), at.Lane)})";
}
