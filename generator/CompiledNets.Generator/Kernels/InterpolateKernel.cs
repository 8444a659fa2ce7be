using CompiledNets.Generator.Emission;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Kernels;

/// <summary>Another height and width: which pixels of the input make one of the output stands in constants.</summary>
/// <param name="Operation">The operator with its attributes.</param>
/// <param name="InputHeight">Rows of the input.</param>
/// <param name="InputWidth">Columns of the input.</param>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Input">Where the input lies.</param>
/// <param name="Output">Where the output lies.</param>
/// <param name="Epilogue">What happens before the results are stored.</param>
internal sealed record InterpolateKernel(
    Interpolate Operation, int InputHeight, int InputWidth, int Blocks, TensorLayout Input, TensorLayout Output, KernelEpilogue Epilogue) : KernelShape
{
    private bool IsBilinear => Operation.Mode == InterpolationMode.Bilinear;

    public override string BaseName =>
        $"{Operation.Mode}_{InputHeight}x{InputWidth}to{Operation.Size.Height}x{Operation.Size.Width}_{Blocks * InstructionSet.BlockLanes}{Epilogue.NameSuffix}";

    public override string Summary => $"Interpolation of {Blocks * InstructionSet.BlockLanes} lanes from {InputHeight}×{InputWidth} {Operation.Describe()}.";

    public override IReadOnlyList<string> Parameters =>
        ["float* input", .. Input.HasTable ? (string[])["int* table"] : [], "float* output", .. Epilogue.Parameters];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        var epilogue = new EpilogueEmitter(Epilogue, isa);
        epilogue.EmitConstants(writer);
        EmitSources(writer, "row", InputHeight, Operation.Size.Height, Input.Row);
        EmitSources(writer, "column", InputWidth, Operation.Size.Width, Input.Pixel);
        using (writer.SharedLoop("block", Blocks, out var block))
        using (writer.Loop("part", isa.VectorsPerBlock, out var part))
        {
            var lane = Source.Times(part, isa.Lanes);
            writer.Line($"float* image = {Source.Join("input", Input.HasTable ? $"table[{block}]" : Source.Times(block, Input.Block), lane)};");
            using (writer.Loop("y", Operation.Size.Height, out var y))
            using (writer.Loop("x", Operation.Size.Width, out var x))
            {
                EmitValue(writer, isa, y, x);
                writer.Line($"float* target = {Source.Join("output", Source.Times(block, Output.Block), Source.Times(y, Output.Row), Source.Times(x, Output.Pixel), lane)};");
                epilogue.EmitPointers(writer, block, y, x, lane);
                epilogue.EmitSteps(writer, new EpilogueValue("value", "target"));
            }
        }
    }

    private void EmitSources(CodeWriter writer, string axis, int size, int outputs, int step)
    {
        var sources = Operation.Sources(size, outputs).ToList();
        EmitConstants(writer, "int", $"{axis}Firsts", sources.Select(source => Literal.Of(source.First * step)));
        if (!IsBilinear) return;
        EmitConstants(writer, "int", $"{axis}Seconds", sources.Select(source => Literal.Of(source.Second * step)));
        EmitConstants(writer, "float", $"{axis}Shares", sources.Select(source => Literal.Of((float)source.Share)));
    }

    private static void EmitConstants(CodeWriter writer, string type, string name, IEnumerable<string> values) =>
        writer.Line($"ReadOnlySpan<{type}> {name} = [{string.Join(", ", values)}];");

    private void EmitValue(CodeWriter writer, InstructionSet isa, string y, string x)
    {
        if (!IsBilinear)
        {
            writer.Line($"V value = Load(image + rowFirsts[{y}] + columnFirsts[{x}]);");
            return;
        }
        writer.Line($"V along = Create(columnShares[{x}]);");
        foreach (var row in new[] { "First", "Second" })
        {
            writer.Line($"V left{row} = Load(image + row{row}s[{y}] + columnFirsts[{x}]);");
            writer.Line($"V right{row} = Load(image + row{row}s[{y}] + columnSeconds[{x}]);");
            writer.Line($"V between{row} = {isa.MultiplyAdd("along", isa.Subtract($"right{row}", $"left{row}"), $"left{row}")};");
        }
        writer.Line($"V value = {isa.MultiplyAdd($"Create(rowShares[{y}])", isa.Subtract("betweenSecond", "betweenFirst"), "betweenFirst")};");
    }
}
