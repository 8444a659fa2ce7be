extern alias Runtime;

namespace CompiledNets.Generator.Tests;

/// <summary>Graphs of the generator's and of the runtime's copy of the operators as text, to compare them.</summary>
internal static class GraphText
{
    public static string Of(Graph graph) =>
        string.Join('\n', graph.Nodes.Select(node => Line(node.Name, node.Operator, node.Inputs, node.Shape)))
        + Outputs(graph.Outputs.Select(output => (output.Name, output.Node)));

    public static string Of(Runtime::CompiledNets.Graph graph) =>
        string.Join('\n', graph.Nodes.Select(node => Line(node.Name, node.Operator, node.Inputs, node.Shape)))
        + Outputs(graph.Outputs.Select(output => (output.Name, output.Node)));

    /// <summary>The names of all layers but the input; with the number of channels where it is not 3.</summary>
    public static string Layers(Graph graph) => string.Join(
        " | ", graph.Nodes.Where(node => node.Operator is not Operators.Input).Select(node => node.Shape[1] == 3 ? node.Name : $"{node.Name}:{node.Shape[1]}"));

    private static string Line(string name, object operation, IEnumerable<int> inputs, object shape) =>
        FormattableString.Invariant($"{name}: {operation} ({string.Join(", ", inputs)}) -> {shape}");

    private static string Outputs(IEnumerable<(string Name, int Node)> outputs) =>
        string.Concat(outputs.Select(output => $"\n{output.Name} = {output.Node}"));
}
