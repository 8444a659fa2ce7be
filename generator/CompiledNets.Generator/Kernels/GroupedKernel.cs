using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// Grouped convolution with as many outputs as inputs per group, whose groups are narrower than a block: a block of outputs
/// depends on the same block of inputs only, whose channels are spread over their groups within a register.
/// </summary>
/// <param name="Window">Its sizes.</param>
/// <param name="GroupWidth">Channels of a group: 2, 4 or 8.</param>
internal sealed record GroupedKernel(WindowShape Window, int GroupWidth) : WindowKernel(Window)
{
    // Weights of a row of taps that stay in registers beside the accumulators of a tile; others are read where they are used.
    private const int MaxWeightsInRegisters = 12;

    private int BlockWeights => InstructionSet.BlockLanes * (1 + Window.Taps.Height * Window.Taps.Width * GroupWidth);

    /// <summary>Floats of the packed bias and weights.</summary>
    public int WeightLength => Window.Blocks * BlockWeights;

    protected override string Family => $"Group{GroupWidth}Conv";

    protected override bool HasWeights => true;

    protected override string Initial => "bias";

    protected override void EmitConstants(CodeWriter writer, InstructionSet isa)
    {
        if (GroupWidth >= isa.Lanes) return;
        for (var input = 0; input < GroupWidth; input++)
        {
            var lanes = Enumerable.Range(0, isa.Lanes).Select(lane => Literal.Of(lane / GroupWidth * GroupWidth + input));
            writer.Line($"{isa.VectorClass}<int> spread{input} = Create({string.Join(", ", lanes)});");
        }
    }

    protected override void EmitBlockStart(CodeWriter writer, string block, string lane)
    {
        writer.Line($"float* taps = {Source.Join("weights", Source.Times(block, BlockWeights), lane)};");
        writer.Line("V bias = Load(taps);");
    }

    protected override void EmitTapRow(CodeWriter writer, InstructionSet isa)
    {
        writer.Line($"float* w = taps + {InstructionSet.BlockLanes} + tapY * {Window.Taps.Width * GroupWidth * InstructionSet.BlockLanes};");
        if (!HoldsWeights(isa)) return;
        for (var tap = 0; tap < Window.Taps.Width; tap++)
            for (var input = 0; input < GroupWidth; input++)
                writer.Line($"V w{tap}_{input} = {WeightAt(tap, input)};");
    }

    protected override void EmitColumn(CodeWriter writer, InstructionSet isa, string source, IReadOnlyList<(string Accumulator, int TapX)> uses)
    {
        // A vector within one group multiplies by each of its channels; a wider one spreads them over its groups.
        var isWithinGroup = GroupWidth >= isa.Lanes;
        if (isWithinGroup) writer.Line($"float* group = {source} - lane % {GroupWidth};");
        else writer.Line($"V column = Load({source});");
        for (var input = 0; input < GroupWidth; input++)
        {
            writer.Line(isWithinGroup ? $"V channel{input} = Create(group[{input}]);" : $"V channel{input} = Shuffle(column, spread{input});");
            foreach (var (accumulator, tap) in uses)
                writer.Line($"{accumulator} = {isa.MultiplyAdd($"channel{input}", HoldsWeights(isa) ? $"w{tap}_{input}" : WeightAt(tap, input), accumulator)};");
        }
    }

    private bool HoldsWeights(InstructionSet isa) => isa == InstructionSet.Avx512 && Window.Taps.Width * GroupWidth <= MaxWeightsInRegisters;

    private string WeightAt(int tap, int input) => $"Load({Literal.Offset("w", (tap * GroupWidth + input) * InstructionSet.BlockLanes)})";
}
