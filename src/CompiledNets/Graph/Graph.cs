namespace CompiledNets;

/// <summary>One operator in a graph.</summary>
/// <param name="Name">The layer's name: the state-dict prefix, or one derived from the producer, such as <c>conv1.relu</c>; unique in the graph.</param>
/// <param name="Operator">The operator with its attributes.</param>
/// <param name="Inputs">Indices of the nodes that it reads; each is below its own.</param>
/// <param name="Shape">The shape of its output.</param>
public sealed record Node(string Name, Operator Operator, EquatableArray<int> Inputs, TensorShape Shape);

/// <summary>One named output of a graph.</summary>
/// <param name="Name">The element's name in the returned tuple, or <c>output</c>.</param>
/// <param name="Node">Index of the node that computes it.</param>
public sealed record GraphOutput(string Name, int Node);

/// <summary>
/// A network as data: operators in the order of their execution, with every shape known. Immutable and compared by value.
/// </summary>
/// <param name="Nodes">The operators; the inputs of the network stand among them as <see cref="Operators.Input"/>.</param>
/// <param name="Outputs">What the network returns.</param>
public sealed partial record Graph(EquatableArray<Node> Nodes, EquatableArray<GraphOutput> Outputs)
{
    /// <summary>The nodes that are inputs of the network, in the order of the declaration's parameters.</summary>
    public IEnumerable<Node> Inputs => Nodes.Where(node => node.Operator is Operators.Input);

    /// <summary>Every tensor of the state dict, each once, in the order of first use.</summary>
    public IReadOnlyList<Parameter> Parameters
    {
        get
        {
            var seen = new HashSet<string>();
            return Nodes.SelectMany(ParametersOf).Where(parameter => seen.Add(parameter.Key)).Select(parameter => parameter.Whole).ToList();
        }
    }

    /// <summary>The number of trainable parameters, as PyTorch counts them: without running statistics.</summary>
    public long ParameterCount => Parameters.Where(parameter => parameter.IsTrainable).Sum(parameter => (long)parameter.Shape.ElementCount);

    /// <summary>Multiply-adds of all convolutions and linear layers.</summary>
    public long MultiplyAdds => Nodes.Sum(MultiplyAddsOf);

    /// <summary>The parameters of one node.</summary>
    public IEnumerable<Parameter> ParametersOf(Node node) => node.Operator.Parameters(InputShapesOf(node));

    /// <summary>The multiply-adds of one node.</summary>
    public long MultiplyAddsOf(Node node) => node.Operator.MultiplyAdds(InputShapesOf(node));

    /// <summary>The shapes that one node reads.</summary>
    public TensorShape[] InputShapesOf(Node node) => node.Inputs.Select(input => Nodes[input].Shape).ToArray();
}
