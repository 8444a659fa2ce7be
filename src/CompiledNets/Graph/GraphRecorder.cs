namespace CompiledNets;

/// <summary>The interpreter that computes nothing and records every operator as a node.</summary>
internal class GraphRecorder : Interpreter
{
    private readonly List<Node> nodes = [];
    private readonly List<string> layers = [];
    private readonly HashSet<string> names = [];
    private readonly Dictionary<string, int> repetitions = [];
    private readonly Dictionary<string, (Parameter Parameter, string Layer)> parameters = [];

    /// <summary>Declares an input of the network.</summary>
    public Tensor Input(string name, TensorShape shape) => Apply(new Operators.Input(name, shape), [], shape);

    /// <summary>The graph of what has been recorded, with the given results.</summary>
    public Graph ToGraph(IEnumerable<(string Name, Tensor Tensor)> outputs) =>
        new(nodes.ToEquatableArray(), outputs.Select(output => new GraphOutput(output.Name, IndexOf(output.Tensor))).ToEquatableArray());

    /// <summary>The unique name under which a tensor's operator was recorded.</summary>
    public string NameOf(Tensor tensor) => nodes[IndexOf(tensor)].Name;

    internal override Tensor Apply(Operator operation, IReadOnlyList<Tensor> inputs, TensorShape shape)
    {
        foreach (var parameter in operation.Parameters(inputs.Select(input => input.Shape).ToArray()))
        {
            if (operation.LayerName is null) throw operation.Error("the name of the layer is null; pass the state-dict prefix of its parameters");
            Declare(parameter.Whole, operation);
        }
        var node = new Node(NameOf(operation, inputs), operation, inputs.Select(IndexOf).ToEquatableArray(), shape);
        nodes.Add(node);
        // Names of layers without parameters hang on the nearest layer with one, or they would grow with every operator.
        layers.Add(operation.LayerName is null && inputs.Count > 0 ? layers[node.Inputs[0]] : node.Name);
        return new Tensor(this, shape, nodes.Count - 1);
    }

    private static int IndexOf(Tensor tensor) => (int)tensor.Value;

    // The same prefix twice shares the weights, so both uses must agree on what the checkpoint holds.
    private void Declare(Parameter parameter, Operator operation)
    {
        if (!parameters.TryGetValue(parameter.Key, out var earlier))
            parameters.Add(parameter.Key, (parameter, operation.Kind));
        else if (earlier.Parameter != parameter)
            throw new DuplicateLayerException(
                $"{operation.Kind} '{operation.LayerName}': the layer name is used twice with different shapes: '{parameter.Key}' is " +
                $"{earlier.Parameter.Shape} in the earlier {earlier.Layer} and {parameter.Shape} here; give one of them another name");
    }

    private string NameOf(Operator operation, IReadOnlyList<Tensor> inputs)
    {
        var name = operation switch
        {
            Operators.Input input => input.Name,
            { LayerName: { } layer } => layer,
            _ when nodes[IndexOf(inputs[0])].Operator is Operators.Input => operation.Kind.ToLowerInvariant(),
            _ => $"{layers[IndexOf(inputs[0])]}.{operation.Kind.ToLowerInvariant()}",
        };
        if (names.Add(name)) return name;
        if (!repetitions.TryGetValue(name, out var number)) number = 1;
        string unique;
        do unique = $"{name}_{++number}";
        while (!names.Add(unique));
        repetitions[name] = number;
        return unique;
    }
}
