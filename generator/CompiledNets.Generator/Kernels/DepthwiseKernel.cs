using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>Depthwise convolution: each channel has a kernel of its own.</summary>
internal sealed record DepthwiseKernel(WindowShape Window) : WindowKernel(Window)
{
    /// <summary>Floats of the packed bias and weights: per block the bias, then the taps.</summary>
    public int WeightLength => Window.Blocks * InstructionSet.BlockLanes * (1 + Window.Taps.Height * Window.Taps.Width);

    protected override string Family => "Depthwise";

    protected override bool HasWeights => true;

    protected override string Initial => "bias";

    protected override void EmitBlockStart(CodeWriter writer, string block, string lane)
    {
        writer.Line($"float* taps = {Source.Join("weights", Source.Times(block, InstructionSet.BlockLanes * (1 + Window.Taps.Height * Window.Taps.Width)), lane)};");
        writer.Line("V bias = Load(taps);");
    }

    protected override void EmitTapRow(CodeWriter writer, InstructionSet isa)
    {
        writer.Line($"float* w = taps + {InstructionSet.BlockLanes} + tapY * {Window.Taps.Width * InstructionSet.BlockLanes};");
        for (var tap = 0; tap < Window.Taps.Width; tap++) writer.Line($"V w{tap} = Load({Literal.Offset("w", tap * InstructionSet.BlockLanes)});");
    }

    protected override void EmitColumn(CodeWriter writer, InstructionSet isa, string source, IReadOnlyList<(string Accumulator, int TapX)> uses)
    {
        writer.Line($"V column = Load({source});");
        foreach (var (accumulator, tap) in uses) writer.Line($"{accumulator} = {isa.MultiplyAdd($"w{tap}", "column", accumulator)};");
    }
}
