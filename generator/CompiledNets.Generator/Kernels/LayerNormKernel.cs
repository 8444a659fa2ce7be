using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>Normalization by mean and variance: three passes over what is normalized together, for the mean, the variance and the result.</summary>
/// <param name="Loops">What is normalized together.</param>
/// <param name="Count">How many numbers that are.</param>
/// <param name="Eps">Added to the variance.</param>
/// <param name="Output">Where the output lies.</param>
/// <param name="Epilogue">What happens before the results are stored.</param>
internal sealed record LayerNormKernel(ReductionLoops Loops, int Count, float Eps, TensorLayout Output, KernelEpilogue Epilogue) : KernelShape
{
    public override string BaseName => $"LayerNorm{Loops.Name}{Epilogue.NameSuffix}";

    public override string Summary => $"Layer normalization {Loops.Description}.";

    public override IReadOnlyList<string> Parameters =>
        [.. Loops.Parameters, "float* weights", "float* biases", "float* output", .. Epilogue.Parameters];

    public override void EmitBody(CodeWriter writer, InstructionSet isa)
    {
        var epilogue = new EpilogueEmitter(Epilogue, isa);
        epilogue.EmitConstants(writer);
        var share = $"Create({Literal.Of(1f / Count)})";
        Loops.EmitOuter(writer, isa, outer =>
        {
            writer.Line("V total = V.Zero;");
            Loops.EmitSum(writer, isa, outer, "total", at => Loops.Masked(Loops.Load(at), at));
            writer.Line($"V mean = {isa.Multiply(Across("total"), share)};");
            writer.Line("V squares = V.Zero;");
            Loops.EmitSum(writer, isa, outer, "squares", at => Loops.Masked(isa.Multiply(Centred(at), Centred(at)), at));
            writer.Line($"V scale = {isa.Divide("V.One", $"Sqrt({isa.Add(isa.Multiply(Across("squares"), share), $"Create({Literal.Of(Eps)})")})")};");
            Loops.EmitInner(writer, isa, outer, at =>
            {
                writer.Line($"V value = {isa.MultiplyAdd(isa.Multiply(Centred(at), "scale"), Parameter("weights", at), Parameter("biases", at))};");
                writer.Line($"float* target = {Source.Join("output", Source.Times(at.Block, Output.Block), at.Lane, Source.Times(at.Y, Output.Row), Source.Times(at.X, Output.Pixel))};");
                epilogue.EmitPointers(writer, at.Block, at.Y, at.X, at.Lane);
                epilogue.EmitSteps(writer, new EpilogueValue("value", "target"));
            });
        });

        string Centred(ReductionLoops.Place at) => isa.Subtract(Loops.Load(at), "mean");
    }

    private string Across(string vector) => Loops.OverChannels ? $"Create(Sum({vector}))" : vector;

    // Weights lie in the order of the inner loops: one per lane where the channels have their own, else one for all lanes.
    private string Parameter(string pointer, ReductionLoops.Place at)
    {
        var (rows, columns) = (Loops.OverHeight ? Loops.Height : 1, Loops.OverWidth ? Loops.Width : 1);
        var lanes = Loops.OverChannels ? InstructionSet.BlockLanes : 1;
        var place = Source.Join(
            pointer, Loops.OverChannels ? Source.Times(at.Block, rows * columns * lanes) : "", Loops.OverHeight ? Source.Times(at.Y, columns * lanes) : "",
            Loops.OverWidth ? Source.Times(at.X, lanes) : "", Loops.OverChannels ? at.Lane : "");
        return Loops.OverChannels ? $"Load({place})" : $"Create(*({place}))";
    }
}
