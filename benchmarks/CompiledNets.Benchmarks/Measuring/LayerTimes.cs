namespace CompiledNets.Benchmarks.Measuring;

/// <summary>A step of a compiled net beside what ONNX Runtime takes for the same layer.</summary>
/// <param name="Name">The step's description, or ONNX Runtime's node where the compiled net has none.</param>
/// <param name="MultiplyAdds">Of the layer.</param>
/// <param name="Ours">Microseconds; null where only ONNX Runtime has such a step.</param>
/// <param name="Theirs">Microseconds; null where only the compiled net has such a step.</param>
internal sealed record LayerTime(string Name, long MultiplyAdds, double? Ours, double? Theirs);

/// <summary>Puts the steps of a compiled net and the nodes of ONNX Runtime side by side.</summary>
internal sealed class LayerTimes
{
    private readonly Dictionary<string, Node> nodes;
    private readonly Graph graph;
    private readonly HashSet<string> kernels;
    private readonly Dictionary<string, int> stepOfLayer = [];

    private LayerTimes(Graph graph, NetProfile profile, IReadOnlyList<OnnxNodeTime> theirs)
    {
        this.graph = graph;
        nodes = graph.Nodes.ToDictionary(node => node.Name);
        kernels = [.. theirs.Select(time => time.Node)];
        for (var i = 0; i < profile.Steps.Count; i++) stepOfLayer[LayerOf(profile.Steps[i].Description)] = i;
    }

    /// <summary>The steps in our order; what only ONNX Runtime does stands where it does it.</summary>
    public static IReadOnlyList<LayerTime> Match(Graph graph, NetProfile profile, IReadOnlyList<OnnxNodeTime> theirs)
    {
        var match = new LayerTimes(graph, profile, theirs);
        var rows = profile.Steps.Select(step => new List<LayerTime> { match.Row(step.Description, step.Time) }).ToList();
        var at = 0;
        foreach (var time in theirs)
        {
            if (match.StepOf(time.Node) is { } step)
                rows[at = step][0] = rows[step][0] with { Theirs = (rows[step][0].Theirs ?? 0) + time.Microseconds };
            else
                rows[at].Add(new LayerTime($"{time.Node}: {time.Operator} of ONNX Runtime", 0, null, time.Microseconds));
        }
        return [.. rows.SelectMany(row => row)];
    }

    private LayerTime Row(string description, TimeSpan time) =>
        new(description, nodes.TryGetValue(LayerOf(description), out var node) ? graph.MultiplyAddsOf(node) : 0, time.TotalMicroseconds, null);

    // A description begins with the layer's name.
    private static string LayerOf(string description) => description.Split(": ")[0];

    // Both fuse what follows a layer into it, but one calls the whole after its first layer and the other after its last.
    private int? StepOf(string kernel)
    {
        if (!nodes.TryGetValue(kernel, out var node)) return null;
        while (true)
        {
            if (stepOfLayer.TryGetValue(node.Name, out var step)) return step;
            if (node.Inputs.Count == 0) return null;
            node = graph.Nodes[node.Inputs[0]];
            if (kernels.Contains(node.Name)) return null;
        }
    }
}
