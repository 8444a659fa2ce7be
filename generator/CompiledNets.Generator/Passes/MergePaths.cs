using CompiledNets.Operators;

namespace CompiledNets.Generator.Passes;

/// <summary>
/// Puts together what a declaration took apart: parallel paths whose weights are parts of one stored layer become that layer.
/// Paths over the same input are one convolution, paths over slices of one tensor a grouped one, paths whose sum is taken one that
/// reads all of them. So the three forms of ResNeXt's block (arXiv 1611.05431, figure 3) become the same graph.
/// </summary>
internal sealed class MergePaths
{
    private readonly Graph graph;
    private readonly List<(Node Node, int Order)> nodes = [];
    private readonly Dictionary<Slice, int> narrows = [];
    private readonly Slice[] values;

    private MergePaths(Graph graph)
    {
        this.graph = graph;
        values = new Slice[graph.Nodes.Count];
    }

    /// <summary>Some channels of a new node, which stand for an old node's result.</summary>
    private readonly record struct Slice(int Node, int Start, int Length)
    {
        public int End => Start + Length;
    }

    public static Graph Run(Graph graph) => graph.Nodes.Any(node => PartOf(node.Operator) is not null) ? new MergePaths(graph).Merge() : graph;

    private static ParameterPart? PartOf(Operator operation) => operation switch
    {
        Conv2d convolution => convolution.Part,
        BatchNorm2d norm => norm.Part,
        _ => null,
    };

    private static Operator Undivided(Operator operation) => operation switch
    {
        Conv2d convolution => convolution with { Part = null },
        BatchNorm2d norm => norm with { Part = null },
        _ => operation,
    };

    // Parallel paths have their like layers at the same depth, where everything that these read has been merged before.
    private Graph Merge()
    {
        var depths = new int[graph.Nodes.Count];
        for (var i = 0; i < depths.Length; i++)
            foreach (var input in graph.Nodes[i].Inputs) depths[i] = Math.Max(depths[i], depths[input] + 1);
        foreach (var depth in Enumerable.Range(0, depths.Length).GroupBy(index => depths[index]).OrderBy(group => group.Key))
            foreach (var alike in depth.GroupBy(Likeness))
                if (!TryJoin(alike.ToList()))
                    foreach (var index in alike) values[index] = Convert(index, graph.Nodes[index]);
        return ToGraph();
    }

    // Layers with the same likeness may be parts of one; all others have one of their own.
    private (Operator Operator, int Input, int Index) Likeness(int index)
    {
        var node = graph.Nodes[index];
        return PartOf(node.Operator) is { Dimension: 0 } || IsElementwise(node.Operator)
            ? (Undivided(node.Operator), values[node.Inputs[0]].Node, -1)
            : (node.Operator, -1, index);
    }

    private static bool IsElementwise(Operator operation) => operation is Activate or Scale;

    private bool TryJoin(IReadOnlyList<int> alike)
    {
        var operation = graph.Nodes[alike[0]].Operator;
        var parts = alike
            .Select(index => (Index: index, Input: graph.Nodes[index].Inputs.Count == 0 ? default : values[graph.Nodes[index].Inputs[0]], Part: PartOf(graph.Nodes[index].Operator)))
            .OrderBy(member => member.Part?.Start ?? member.Input.Start)
            .ToList();
        var inputs = parts.Select(part => part.Input).ToList();
        if (operation is Conv2d { Part.Dimension: 0 } convolution && Covers(parts.Select(part => part.Part!.Value)))
        {
            var whole = convolution with { Part = null, OutChannels = convolution.Part.Value.Total };
            if (convolution.Groups == 1 && inputs.All(input => input == inputs[0])) Join(whole, Materialize(inputs[0]));
            else if (Covers(inputs)) Join(whole with { Groups = convolution.Groups * parts.Count }, inputs[0].Node);
            else return false;
            return true;
        }
        if (operation is BatchNorm2d { Part: not null } norm)
        {
            if (!Covers(inputs) || parts.Any(part => part.Part!.Value.Start != part.Input.Start || part.Part.Value.Total != inputs[^1].End)) return false;
            Join(norm with { Part = null }, inputs[0].Node);
            return true;
        }
        if (!IsElementwise(operation) || parts.Count == 1 || !Covers(inputs)) return false;
        Join(operation, inputs[0].Node);
        return true;

        void Join(Operator whole, int input)
        {
            var joined = Add(graph.Nodes[alike[0]].Name, whole, [input], alike[0]);
            var start = 0;
            foreach (var part in parts)
            {
                var length = graph.Nodes[part.Index].Shape[1];
                values[part.Index] = new Slice(joined, start, length);
                start += length;
            }
        }
    }

    private Slice Convert(int index, Node node)
    {
        var inputs = node.Inputs.Select(input => values[input]).ToList();
        if (node.Operator is Narrow { Dimension: 1 } narrow) return new Slice(inputs[0].Node, inputs[0].Start + narrow.Start, narrow.Length);
        if (node.Operator is Operators.Concat { Dimension: 1 } && Covers(inputs)) return Whole(inputs[0].Node);
        if (node.Operator is Operators.Add && JoinSum(index) is { } sum) return sum;
        return Whole(Add(node.Name, node.Operator, inputs.Select(Materialize).ToEquatableArray(), index));
    }

    // The sum of convolutions over parts of the channels is the convolution over all of them.
    private Slice? JoinSum(int index)
    {
        var terms = TermsOf(index).ToList();
        if (graph.Nodes[terms[0]].Operator is not Conv2d { Part.Dimension: 1, Groups: 1 } first) return null;
        if (terms.Any(term => !Undivided(graph.Nodes[term].Operator).Equals(Undivided(first)))) return null;
        var parts = terms
            .Select(term => (Part: PartOf(graph.Nodes[term].Operator), Input: values[graph.Nodes[term].Inputs[0]]))
            .OrderBy(term => term.Part?.Start)
            .ToList();
        if (parts.Any(part => part.Part is not { Dimension: 1 } share || share.Start != part.Input.Start)) return null;
        if (!Covers(parts.Select(part => part.Part!.Value)) || !Covers(parts.Select(part => part.Input))) return null;
        return Whole(Add(graph.Nodes[terms[0]].Name, Undivided(first), [parts[0].Input.Node], index));
    }

    private IEnumerable<int> TermsOf(int index) =>
        graph.Nodes[index] is { Operator: Operators.Add } sum ? sum.Inputs.SelectMany(TermsOf) : [index];

    private static bool Covers(IEnumerable<ParameterPart> parts)
    {
        var (reached, total) = (0, 0);
        foreach (var part in parts)
        {
            if (part.Start != reached) return false;
            (reached, total) = (reached + part.Length, part.Total);
        }
        return reached == total;
    }

    // Whether the slices, one behind the other, are one node.
    private bool Covers(IEnumerable<Slice> slices)
    {
        Slice? last = null;
        foreach (var slice in slices)
        {
            if (slice.Start != (last?.End ?? 0) || (last is not null && last.Value.Node != slice.Node)) return false;
            last = slice;
        }
        return last is { } end && end.End == Whole(end.Node).Length;
    }

    private Slice Whole(int node)
    {
        var shape = nodes[node].Node.Shape;
        return new Slice(node, 0, shape.Rank > 1 ? shape[1] : 0);
    }

    private int Materialize(Slice slice)
    {
        if (slice == Whole(slice.Node)) return slice.Node;
        if (narrows.TryGetValue(slice, out var known)) return known;
        var (node, order) = nodes[slice.Node];
        return narrows[slice] = Add($"{node.Name}.narrow_{slice.Start}", new Narrow(1, slice.Start, slice.Length), [slice.Node], order);
    }

    private int Add(string name, Operator operation, EquatableArray<int> inputs, int order)
    {
        var shape = operation.InferShape(inputs.Select(input => nodes[input].Node.Shape).ToArray());
        nodes.Add((new Node(name, operation, inputs, shape), order));
        return nodes.Count - 1;
    }

    // In the order of the declaration; a slice follows its node, whose order it has, since it was made later.
    private Graph ToGraph()
    {
        var outputs = graph.Outputs.Select(output => output with { Node = Materialize(values[output.Node]) }).ToList();
        var order = Enumerable.Range(0, nodes.Count).OrderBy(index => nodes[index].Order).ToList();
        var places = new int[nodes.Count];
        for (var i = 0; i < order.Count; i++) places[order[i]] = i;
        var sorted = order.Select(index => nodes[index].Node with { Inputs = nodes[index].Node.Inputs.Select(input => places[input]).ToEquatableArray() });
        var merged = new Graph(sorted.ToEquatableArray(), outputs.Select(output => output with { Node = places[output.Node] }).ToEquatableArray());
        return new GraphEditor(merged).ToGraph();
    }
}
