using CompiledNets.Generator.Emission;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Kernels;

/// <summary>Mean, sum or maximum over some dimensions, which keep the size 1.</summary>
/// <param name="Function">What is made of the numbers.</param>
/// <param name="Loops">Which numbers are taken together.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Output">Where the output lies.</param>
internal sealed record ReduceKernel(Reduction Function, ReductionLoops Loops, int Count, TensorLayout Output) : KernelShape
{
    /// <summary>Whether lanes without a channel may hold anything, also NaN. Not public, as in <see cref="ConvolutionInput.PartlyRead"/>.</summary>
    internal bool MasksAnyNumber { get; init; }

    public override string BaseName => $"{Function}{Loops.Name}{(MasksAnyNumber ? "_Masked" : "")}";

    public override string Summary => $"{Function} {Loops.Description}.";

    public override IReadOnlyList<string> Parameters => [.. Loops.Parameters, "float* output"];

    public override void EmitBody(CodeWriter writer, InstructionSet isa) => Loops.EmitOuter(writer, isa, outer =>
    {
        if (Function == Reduction.Max)
        {
            writer.Line("V result = Create(float.NegativeInfinity);");
            // Max, not MaxNative: a NaN must win, on whichever side it stands.
            Loops.EmitInner(writer, isa, outer, at =>
                writer.Line($"result = Max(result, {(Loops.HasDeadLanes ? isa.MinusInfinityWhereDead(Loops.Load(at), Loops.Mask(at), MasksAnyNumber) : Loops.Load(at))});"));
        }
        else
        {
            writer.Line("V result = V.Zero;");
            Loops.EmitSum(writer, isa, outer, "result", at => Loops.Masked(Loops.Load(at), at));
        }
        if (Function == Reduction.Mean) writer.Line($"result = {isa.Multiply("result", $"Create({Literal.Of(1f / Count)})")};");
        EmitStore(writer, isa, outer);
    });

    private void EmitStore(CodeWriter writer, InstructionSet isa, ReductionLoops.Place at)
    {
        var place = Source.Join("output", Source.Times(at.Block, Output.Block), at.Lane, Source.Times(at.Y, Output.Row), Source.Times(at.X, Output.Pixel));
        if (!Loops.OverChannels)
        {
            writer.Line($"result.Store({place});");
            return;
        }
        writer.Line($"CreateScalar({(Function == Reduction.Max ? "VectorMath.MaxAcross" : "Sum")}(result)).Store({place});");
        for (var part = 1; part < isa.VectorsPerBlock; part++) writer.Line($"V.Zero.Store({Source.Join(place, Literal.Of(part * isa.Lanes))});");
    }
}
