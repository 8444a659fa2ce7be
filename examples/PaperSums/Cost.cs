using CompiledNets;

namespace PaperSums;

/// <summary>What a declaration costs, by the graph that it becomes.</summary>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="MultiplyAdds">Multiply-adds of one run.</param>
internal readonly record struct Cost(long Parameters, long MultiplyAdds)
{
    /// <summary>Traces a declaration and adds up its graph.</summary>
    /// <param name="forward">The declaration.</param>
    /// <param name="channels">Channels of its input.</param>
    /// <param name="size">Height and width of its input.</param>
    public static Cost Of(Func<Tensor, Tensor> forward, int channels, int size) => Of(Trace(forward, channels, size));

    /// <summary>Adds up a graph.</summary>
    public static Cost Of(Graph graph) => new(graph.ParameterCount, graph.MultiplyAdds);

    /// <summary>The graph of a declaration.</summary>
    /// <param name="forward">The declaration.</param>
    /// <param name="channels">Channels of its input.</param>
    /// <param name="size">Height and width of its input.</param>
    public static Graph Trace(Func<Tensor, Tensor> forward, int channels, int size) =>
        Graph.Trace(forward, new TensorShape(1, channels, size, size));
}
