using CompiledNets;

namespace PaperSums;

/// <summary>One row: a net or a part of one, and what it costs.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="MultiplyAdds">Multiply-adds of one run.</param>
internal sealed record Cost(string Name, long Parameters, long MultiplyAdds)
{
    /// <summary>The cost of a whole declaration.</summary>
    /// <param name="name">What is counted.</param>
    /// <param name="input">C, H and W of the input.</param>
    /// <param name="forward">The declaration.</param>
    public static Cost Of(string name, (int Channels, int Height, int Width) input, Func<Tensor, Tensor> forward)
    {
        var graph = Trace(input, forward);
        return new Cost(name, graph.ParameterCount, graph.MultiplyAdds);
    }

    /// <summary>The cost of some of the nodes of a graph.</summary>
    /// <param name="name">What is counted.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="isCounted">Which nodes count.</param>
    public static Cost Of(string name, Graph graph, Func<Node, bool> isCounted)
    {
        var nodes = graph.Nodes.Where(isCounted).ToList();
        return new Cost(
            name,
            nodes.SelectMany(graph.ParametersOf).Where(parameter => parameter.IsTrainable).Sum(parameter => (long)parameter.Shape.ElementCount),
            nodes.Sum(graph.MultiplyAddsOf));
    }

    public static Graph Trace((int Channels, int Height, int Width) input, Func<Tensor, Tensor> forward) =>
        Graph.Trace(forward, new TensorShape(1, input.Channels, input.Height, input.Width));
}

/// <summary>Nets or parts of nets side by side, of which a paper gives the sums.</summary>
/// <param name="Title">What is compared.</param>
/// <param name="Source">Paper and table or section.</param>
/// <param name="Shows">One sentence on what it shows.</param>
/// <param name="Costs">The rows; ratios are to the first one.</param>
internal sealed record Comparison(string Title, string Source, string Shows, IReadOnlyList<Cost> Costs);
