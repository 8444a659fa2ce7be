namespace CompiledNets.Generator.Tests.Testing;

/// <summary>A graph as lines that tests can compare: operator, attributes, inputs.</summary>
internal static class GraphLines
{
    /// <summary>Traces a declaration of one input, applies a pass and writes down what is left; the input is node 0.</summary>
    public static string Of(Func<Graph, Graph> pass, Func<Tensor, Tensor> forward, params int[] shape) =>
        Of(pass(Graph.Trace(forward, new TensorShape(shape))));

    /// <summary>One line per node but the first; then the outputs.</summary>
    public static string Of(Graph graph) => string.Join(
        " | ",
        graph.Nodes.Skip(1).Select(Line).Append($"-> {string.Join(", ", graph.Outputs.Select(output => output.Node))}"));

    private static string Line(Node node) =>
        $"{node.Operator.Kind}({string.Join(", ", node.Inputs)}) {node.Operator.Describe()}".TrimEnd();
}
