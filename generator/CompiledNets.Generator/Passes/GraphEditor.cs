namespace CompiledNets.Generator.Passes;

/// <summary>A graph under change: nodes are replaced in place or bypassed, and what nobody reads any more is dropped at the end.</summary>
internal sealed class GraphEditor
{
    private readonly List<Node> nodes;
    private readonly List<int> forward;
    private readonly EquatableArray<GraphOutput> outputs;
    private readonly int[] uses;

    public GraphEditor(Graph graph)
    {
        nodes = graph.Nodes.ToList();
        outputs = graph.Outputs;
        forward = Enumerable.Range(0, nodes.Count).ToList();
        uses = new int[nodes.Count];
        foreach (var input in nodes.SelectMany(node => node.Inputs)) uses[input]++;
        foreach (var output in outputs) uses[output.Node]++;
    }

    public int Count => uses.Length;

    /// <summary>The node at an index, with its inputs as they stand after the changes so far.</summary>
    public Node this[int index] => nodes[index] with { Inputs = nodes[index].Inputs.Select(Resolve).ToEquatableArray() };

    /// <summary>Whether a node's result is read once only, so that it may be computed as part of its reader.</summary>
    public bool IsUsedOnce(int index) => uses[index] == 1;

    /// <summary>Puts another node in the place of one; its readers read the new one.</summary>
    public void Replace(int index, Node node)
    {
        nodes[index] = node;
    }

    /// <summary>Lets the readers of a node read another one instead.</summary>
    public void Bypass(int index, int source)
    {
        source = Resolve(source);
        uses[source] += uses[index] - 1;
        forward[index] = source;
    }

    /// <summary>The graph after the changes, in the old order, without nodes that no output depends on.</summary>
    public Graph ToGraph()
    {
        var live = new bool[nodes.Count];
        foreach (var output in outputs) live[Resolve(output.Node)] = true;
        for (var i = nodes.Count - 1; i >= 0; i--)
            if (live[i])
                foreach (var input in this[i].Inputs) live[input] = true;

        var index = new int[nodes.Count];
        var kept = new List<Node>();
        for (var i = 0; i < nodes.Count; i++)
        {
            if (!live[i] && nodes[i].Operator is not Operators.Input) continue;
            index[i] = kept.Count;
            var node = this[i];
            kept.Add(node with { Inputs = node.Inputs.Select(input => index[input]).ToEquatableArray() });
        }
        return new Graph(
            kept.ToEquatableArray(),
            outputs.Select(output => output with { Node = index[Resolve(output.Node)] }).ToEquatableArray());
    }

    private int Resolve(int index)
    {
        while (forward[index] != index) index = forward[index];
        return index;
    }
}
