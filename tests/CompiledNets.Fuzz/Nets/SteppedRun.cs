using CompiledNets.Generator.Planning;

namespace CompiledNets.Fuzz.Nets;

/// <summary>
/// Runs a net step by step in an arena full of canaries: before each step all memory is overwritten in which no tensor lives, and behind it
/// nothing may have changed but what the plan lets the step write. So a tensor that overwrites a living one is noticed at the step
/// that does it, and what is read of dead memory shows in the outputs.
/// </summary>
internal sealed class SteppedRun
{
    // A NaN that no kernel computes.
    private const int Canary = 0x7FC5A5A5;

    private readonly NetParts net;
    private readonly int[] lastUses;
    private readonly Dictionary<int, (string Writer, int[] Content)> living = [];

    private SteppedRun(NetParts net)
    {
        this.net = net;
        lastUses = [.. Enumerable.Range(0, net.Plan.Memory.Count).Select(memory => Enumerable.Range(0, net.Plan.Steps.Count).LastOrDefault(step => Uses(net.Plan.Steps[step]).Contains(memory), -1))];
    }

    /// <summary>What is wrong; null where nothing is. The outputs remain to be compared.</summary>
    public static string? Check(NetParts net) => new SteppedRun(net).Run();

    private static IEnumerable<int> Uses(Step step) => step.Reads.Concat(step.Writes);

    private string? Run()
    {
        if (Run(net.Pack, "the input", [], [.. net.Plan.Inputs.Select(input => input.Memory)]) is { } atInput) return atInput;
        for (var i = 0; i < net.Plan.Steps.Count; i++)
        {
            var (index, step) = (i, net.Plan.Steps[i]);
            foreach (var memory in living.Keys.Where(memory => lastUses[memory] < index).ToList()) living.Remove(memory);
            if (Run(() => net.RunStep(index), net.NameOf(i), step.Reads, step.Writes) is { } message) return message;
        }
        return null;
    }

    private string? Run(Action run, string name, IReadOnlyList<int> reads, IReadOnlyList<int> writes)
    {
        foreach (var memory in reads)
            if (!living.ContainsKey(memory)) return $"{name} reads memory that nothing was written to";
        // What a step writes itself cannot tell which of two it was.
        if (writes.Any(one => writes.Any(other => other < one && Overlap(net.Plan.Memory[one], net.Plan.Memory[other])))) return $"{name} writes to two tensors that overlap";
        if (Overwritten(reads) is { } before) return $"{name} reads what {before} wrote, which has been overwritten since";
        FillDeadMemory();
        var content = net.Arena.ToArray();
        run();
        if (Overwritten(reads.Except(writes)) is { } behind) return $"{name} overwrites what it reads, which {behind} wrote";
        // What it may write is as before where it is to be compared.
        foreach (var memory in writes) Of(memory, net.Arena).CopyTo(Of(memory, content));
        var changed = net.Arena.CommonPrefixLength(content);
        if (changed < content.Length) return $"{name} writes to [{changed}] of {content.Length} floats of scratch memory, which is none of its own";
        foreach (var memory in writes) living[memory] = (name, Of(memory, net.Arena).ToArray());
        return null;
    }

    private string? Overwritten(IEnumerable<int> reads) =>
        reads.Select(memory => (Tensor: living[memory], Now: Of(memory, net.Arena).ToArray())).FirstOrDefault(read => !read.Now.AsSpan().SequenceEqual(read.Tensor.Content)).Tensor.Writer;

    private static bool Overlap(PlanMemory one, PlanMemory other) => one.Start < other.Start + other.Length && other.Start < one.Start + one.Length;

    private void FillDeadMemory()
    {
        var arena = net.Arena;
        var contents = living.Keys.ToDictionary(memory => memory, memory => Of(memory, net.Arena).ToArray());
        arena.Fill(Canary);
        foreach (var (memory, content) in contents) content.CopyTo(Of(memory, arena));
    }

    private Span<int> Of(int memory, Span<int> arena) => arena.Slice(net.Plan.Memory[memory].Start, net.Plan.Memory[memory].Length);
}
