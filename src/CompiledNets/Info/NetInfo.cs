namespace CompiledNets;

/// <summary>What a network costs, layer by layer and in total.</summary>
/// <param name="Layers">Every operator in the order of execution, without the network's inputs.</param>
/// <param name="Parameters">Trainable parameters, as PyTorch counts them: shared ones once, running statistics not at all.</param>
/// <param name="ScratchBytes">The memory that a compiled net works in, besides its weights; 0 for a graph that is not compiled.</param>
public sealed record NetInfo(EquatableArray<LayerInfo> Layers, long Parameters, long ScratchBytes)
{
    /// <summary>The memory that a compiled net's packed weights take; 0 for a graph that is not compiled.</summary>
    public long WeightBytes { get; init; }

    /// <summary>Multiply-adds of all convolutions and linear layers.</summary>
    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>Bytes of all layers' outputs, if each had memory of its own.</summary>
    public long ActivationBytes => Layers.Sum(layer => layer.ActivationBytes);

    /// <summary>The costs of a recorded graph.</summary>
    public static NetInfo Of(Graph graph) =>
        new(
            graph.Nodes.Where(node => node.Operator is not Operators.Input).Select(node => Of(graph, node)).ToEquatableArray(),
            graph.ParameterCount,
            ScratchBytes: 0);

    /// <summary>The costs as a table of text: a line per layer and one for the total.</summary>
    public override string ToString()
    {
        var table = new TextTable("layer", "operator", "output", ">parameters", ">multiply-adds", ">bytes");
        foreach (var layer in Layers)
            table.Add(
                layer.Name, $"{layer.Kind} {layer.Description}".TrimEnd(), layer.Output.ToString(),
                TextTable.Format(layer.Parameters), TextTable.Format(layer.MultiplyAdds), TextTable.Format(layer.ActivationBytes));
        table.AddRule();
        table.Add(
            "total", $"{Layers.Count} layers", "",
            TextTable.Format(Parameters), TextTable.Format(MultiplyAdds), TextTable.Format(ActivationBytes));
        return table + (ScratchBytes == 0 ? "" : $"scratch memory: {TextTable.Format(ScratchBytes)} bytes\n");
    }

    private static LayerInfo Of(Graph graph, Node node) =>
        new(
            node.Name,
            node.Operator.Kind,
            node.Operator.Describe(),
            graph.InputShapesOf(node).ToEquatableArray(),
            node.Shape,
            graph.ParametersOf(node).Where(parameter => parameter.IsTrainable).Sum(parameter => (long)parameter.Shape.ElementCount),
            graph.MultiplyAddsOf(node));
}
