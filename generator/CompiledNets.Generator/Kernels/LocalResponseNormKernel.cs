using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>Division by the strength of neighbouring channels, whose squares are laid out in order on the stack.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Channels, which lie in order.</param>
/// <param name="Size">Channels in the window.</param>
/// <param name="Alpha">Factor of the mean square.</param>
/// <param name="Beta">The exponent.</param>
/// <param name="K">Added to the mean square.</param>
/// <param name="Input">Where the input lies.</param>
/// <param name="Output">Where the output lies.</param>
internal sealed record LocalResponseNormKernel(
    int Height, int Width, int Channels, int Size, float Alpha, float Beta, float K, TensorLayout Input, TensorLayout Output) : KernelShape
{
    private int Blocks => (Channels + InstructionSet.BlockLanes - 1) / InstructionSet.BlockLanes;

    public override string BaseName => $"LocalResponseNorm{Size}_{Height}x{Width}_{Channels}";

    public override string Summary => $"Local response normalization over {Size} of {Channels} channels, {Height}×{Width}.";

    public override IReadOnlyList<string> Parameters => ["float* input", .. Input.HasTable ? (string[])["int* table"] : [], "float* output"];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        var before = Size / 2;
        var hasDeadLanes = Channels % InstructionSet.BlockLanes != 0;
        writer.Line($"V scale = Create({Literal.Of(Alpha / Size)});");
        writer.Line($"V k = Create({Literal.Of(K)});");
        writer.Line($"float* squares = stackalloc float[{Blocks * InstructionSet.BlockLanes + Size - 1}];");
        writer.Line($"new Span<float>(squares, {Blocks * InstructionSet.BlockLanes + Size - 1}).Clear();");
        using (writer.SharedLoop("y", Height, out var y))
        using (writer.Loop("x", Width, out var x))
        {
            writer.Line($"float* source = {Source.Join("input", Source.Times(y, Input.Row), Source.Times(x, Input.Pixel))};");
            writer.Line($"float* target = {Source.Join("output", Source.Times(y, Output.Row), Source.Times(x, Output.Pixel))};");
            EmitVectors(writer, isa, (block, lane) =>
            {
                writer.Line($"V value = {ValueAt(block, lane)};");
                writer.Line($"({isa.Multiply("value", "value")}).Store({Source.Join("squares", Literal.Of(before), Source.Times(block, InstructionSet.BlockLanes), lane)});");
            });
            // Lanes without a channel may hold anything.
            if (hasDeadLanes)
                writer.Line($"new Span<float>(squares + {before + Channels}, {Blocks * InstructionSet.BlockLanes - Channels}).Clear();");
            EmitVectors(writer, isa, (block, lane) =>
            {
                writer.Line($"float* window = {Source.Join("squares", Source.Times(block, InstructionSet.BlockLanes), lane)};");
                writer.Line("V sum = Load(window);");
                if (Size > 1)
                    using (writer.Block($"for (int i = 1; i < {Size}; i++)")) writer.Line($"sum = {isa.Add("sum", "Load(window + i)")};");
                writer.Line($"V strength = {isa.MultiplyAdd("sum", "scale", "k")};");
                var divisor = Power(isa);
                // Where k is 0, the strength of a lane without a channel may be.
                if (hasDeadLanes && K <= 0) divisor = $"ConditionalSelect(GreaterThan(strength, V.Zero), {divisor}, V.One)";
                writer.Line($"({isa.Divide(ValueAt(block, lane), divisor)}).Store({Source.Join("target", Source.Times(block, Output.Block), lane)});");
            });
        }
    }

    private string Power(InstructionSet isa) => Beta switch
    {
        1 => "strength",
        0.5f => "Sqrt(strength)",
        0.75f => isa.Multiply("Sqrt(strength)", "Sqrt(Sqrt(strength))"),
        _ => $"VectorMath.Exp({isa.Multiply($"Create({Literal.Of(Beta)})", "Log(strength)")})",
    };

    private string ValueAt(string block, string lane) =>
        $"Load({Source.Join("source", Input.HasTable ? $"table[{block}]" : Source.Times(block, Input.Block), lane)})";

    private void EmitVectors(CodeWriter writer, InstructionSet isa, Action<string, string> emit)
    {
        using (writer.Loop("block", Blocks, out var block, scoped: true))
        using (writer.Loop("part", isa.VectorsPerBlock, out var part))
            emit(block, Source.Times(part, isa.Lanes));
    }
}
