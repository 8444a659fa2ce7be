using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// Grouped convolution with as many outputs as inputs per group, whose groups are no wider than a block: a block of outputs
/// depends on the same block of inputs only, whose channels are spread over their groups within a register.
/// </summary>
/// <param name="Window">Its sizes.</param>
/// <param name="GroupWidth">Channels of a group: 2, 4, 8 or 16.</param>
internal sealed record GroupedKernel(WindowShape Window, int GroupWidth) : WindowKernel(Window)
{
    // Weights of a row of taps that fit into registers beside the accumulators of a tile. Where there are more, the channels of a
    // group are a loop: written out, they would be more code than the just-in-time compiler optimizes.
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
        if (LoopsOverInputs(isa))
        {
            var starts = Enumerable.Range(0, isa.Lanes).Select(lane => Literal.Of(lane / GroupWidth * GroupWidth));
            writer.Line($"VInt groupStart = Create({string.Join(", ", starts)});");
            return;
        }
        for (var input = 0; input < GroupWidth; input++)
        {
            var lanes = Enumerable.Range(0, isa.Lanes).Select(lane => Literal.Of(lane / GroupWidth * GroupWidth + input));
            writer.Line($"VInt spread{input} = Create({string.Join(", ", lanes)});");
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
        if (LoopsOverInputs(isa)) return;
        for (var tap = 0; tap < Window.Taps.Width; tap++)
            for (var input = 0; input < GroupWidth; input++)
                writer.Line($"V w{tap}_{input} = {WeightAt(tap, input)};");
    }

    protected override CodeWriter.BlockScope OpenInputs(CodeWriter writer, InstructionSet isa)
    {
        if (!LoopsOverInputs(isa)) return default;
        var loop = writer.Loop("channel", GroupWidth, out _);
        if (GroupWidth < isa.Lanes) writer.Line("VInt spread = Add(groupStart, Create(channel));");
        for (var tap = 0; tap < Window.Taps.Width; tap++)
            writer.Line($"V w{tap} = Load({Source.Join("w", Literal.Of(tap * GroupWidth * InstructionSet.BlockLanes), $"channel * {Literal.Of(InstructionSet.BlockLanes)}")});");
        return loop;
    }

    protected override void EmitColumn(CodeWriter writer, InstructionSet isa, string source, IReadOnlyList<(string Accumulator, int TapX)> uses)
    {
        // A vector within one group multiplies by each of its channels; a wider one spreads them over its groups.
        var isWithinGroup = GroupWidth >= isa.Lanes;
        var group = isa.VectorsPerBlock == 1 ? source : $"{source} - lane % {GroupWidth}";
        if (LoopsOverInputs(isa))
        {
            writer.Line(isWithinGroup ? $"V column = Create(({group})[channel]);" : $"V column = {ShuffleOf(isa)}(Load({source}), spread);");
            foreach (var (accumulator, tap) in uses) writer.Line($"{accumulator} = {isa.MultiplyAdd("column", $"w{tap}", accumulator)};");
            return;
        }
        if (isWithinGroup) writer.Line($"float* group = {group};");
        else writer.Line($"V column = Load({source});");
        for (var input = 0; input < GroupWidth; input++)
        {
            writer.Line(isWithinGroup ? $"V channel{input} = Create(group[{input}]);" : $"V channel{input} = Shuffle(column, spread{input});");
            foreach (var (accumulator, tap) in uses)
                writer.Line($"{accumulator} = {isa.MultiplyAdd($"channel{input}", $"w{tap}_{input}", accumulator)};");
        }
    }

    // Lanes that stay in their half of a 256-bit vector are quicker to move on some processors, and on none slower.
    private string ShuffleOf(InstructionSet isa) => isa == InstructionSet.Avx2 && GroupWidth <= 4 ? "ShuffleHalves" : "ShuffleNative";

    private bool LoopsOverInputs(InstructionSet isa) => isa != InstructionSet.Avx512 || Window.Taps.Width * GroupWidth > MaxWeightsInRegisters;

    private string WeightAt(int tap, int input) => $"Load({Literal.Offset("w", (tap * GroupWidth + input) * InstructionSet.BlockLanes)})";
}
