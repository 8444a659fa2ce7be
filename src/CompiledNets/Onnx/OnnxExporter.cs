using CompiledNets.Operators;

namespace CompiledNets.Onnx;

/// <summary>
/// Translates the operators of a graph into those of ONNX. Each operator stands in a file of its own, which has the name of the
/// operator's file under Graph/Operators.
/// </summary>
internal sealed partial class OnnxExporter
{
    private readonly Graph graph;
    private readonly OnnxNames names = new();
    private readonly List<OnnxNode> nodes = [];
    private readonly List<OnnxConstant> constants = [];

    // The value of each node: its name, or an earlier node's where a node does nothing.
    private readonly string[] values;
    private readonly string[] outputs;

    private OnnxExporter(Graph graph)
    {
        this.graph = graph;
        values = new string[graph.Nodes.Count];
        foreach (var index in Indices(isInput: true)) values[index] = names.Take(graph.Nodes[index].Name);
        foreach (var parameter in graph.Parameters) names.Take(parameter.Key);
        outputs = [.. graph.Outputs.Select(output => names.Take(output.Name))];
        foreach (var index in Indices(isInput: false)) values[index] = OutputOf(index) ?? names.Take(graph.Nodes[index].Name);
    }

    /// <exception cref="NotSupportedException">An operator has no translation.</exception>
    public static OnnxModel Export(Graph graph)
    {
        var exporter = new OnnxExporter(graph);
        foreach (var index in exporter.Indices(isInput: false)) exporter.Export(index, graph.Nodes[index]);
        exporter.CopyOutputs();
        return exporter.ToModel();
    }

    private void Export(int index, Node node)
    {
        var step = new OnnxStep(index, node, graph.InputShapesOf(node), [.. node.Inputs.Select(input => values[input])], values[index]);
        switch (node.Operator)
        {
            case Activate activation: Export(activation, step); break;
            case AdaptiveAvgPool2d pool: Export(pool, step); break;
            case Add: Emit(step, "Add", step.Inputs); break;
            case AvgPool2d pool: Export(pool, step); break;
            case BatchNorm2d norm: Export(norm, step); break;
            case ChannelShuffle shuffle: Export(shuffle, step); break;
            case Concat concat: Export(concat, step); break;
            case Conv1d conv: Export(conv, step); break;
            case Conv2d conv: Export(conv, step); break;
            case Divide: Emit(step, "Div", step.Inputs); break;
            case Dropout: Skip(step); break;
            case Flatten flatten: Export(flatten, step); break;
            case Interpolate interpolate: Export(interpolate, step); break;
            case LayerNorm norm: Export(norm, step); break;
            case LayerScale: Emit(step, "Mul", WithParameters(step)); break;
            case Linear linear: Export(linear, step); break;
            case LocalResponseNorm norm: Export(norm, step); break;
            case MatMul: Emit(step, "MatMul", step.Inputs); break;
            case MaxPool2d pool: Export(pool, step); break;
            case Multiply: Emit(step, "Mul", step.Inputs); break;
            case Narrow narrow: Export(narrow, step); break;
            case Pad pad: Export(pad, step); break;
            case Permute permute: Export(permute, step); break;
            case PRelu prelu: Export(prelu, step); break;
            case Reduce reduce: Export(reduce, step); break;
            case Reshape: Emit(step, "Reshape", [step.Input, ShapeConstant(step)]); break;
            case Scale scale: Export(scale, step); break;
            case Softmax softmax: Export(softmax, step); break;
            case Subtract: Emit(step, "Sub", step.Inputs); break;
            default: throw new NotSupportedException($"the operator {node.Operator.Kind} of '{node.Name}' has no translation into ONNX");
        }
    }

    private IEnumerable<int> Indices(bool isInput) =>
        Enumerable.Range(0, graph.Nodes.Count).Where(index => graph.Nodes[index].Operator is Input == isInput);

    // A node that is returned twice makes the first output; the second is a copy.
    private string? OutputOf(int node)
    {
        for (var i = 0; i < outputs.Length; i++)
            if (graph.Outputs[i].Node == node) return outputs[i];
        return null;
    }

    // In ONNX a value has one name and an input is no output.
    private void CopyOutputs()
    {
        for (var i = 0; i < outputs.Length; i++)
            if (values[graph.Outputs[i].Node] != outputs[i])
                nodes.Add(new OnnxNode(outputs[i], "Identity", [values[graph.Outputs[i].Node]], outputs[i], []));
    }

    private OnnxModel ToModel() =>
        new(
            [.. Indices(isInput: true).Select(index => new OnnxValue(values[index], graph.Nodes[index].Shape))],
            [.. outputs.Select((name, i) => new OnnxValue(name, graph.Nodes[graph.Outputs[i].Node].Shape))],
            nodes,
            graph.Parameters,
            constants);

    /// <summary>Adds the operator that makes the step's result.</summary>
    private void Emit(OnnxStep step, string operation, IReadOnlyList<string> inputs, params OnnxAttribute[] attributes) =>
        nodes.Add(new OnnxNode(step.Node.Name, operation, inputs, step.Output, attributes));

    /// <summary>Adds an operator that a later one of the same step reads.</summary>
    /// <returns>Its value.</returns>
    private string EmitPart(OnnxStep step, string part, string operation, IReadOnlyList<string> inputs, params OnnxAttribute[] attributes)
    {
        var name = $"{step.Node.Name}.{part}";
        var value = names.Take(name);
        nodes.Add(new OnnxNode(name, operation, inputs, value, attributes));
        return value;
    }

    /// <summary>Makes the step's result another name of its input.</summary>
    private void Skip(OnnxStep step)
    {
        if (OutputOf(step.Index) is null) values[step.Index] = step.Input;
        else Emit(step, "Identity", [step.Input]);
    }

    private string Constant(OnnxStep step, string part, params long[] numbers) => Constant(step, part, [numbers.Length], numbers);

    private string Constant(OnnxStep step, string part, float number) => Constant(step, part, [], new[] { number });

    private string Constant(OnnxStep step, string part, IReadOnlyList<long> sizes, Array numbers)
    {
        var name = names.Take($"{step.Node.Name}.{part}");
        constants.Add(new OnnxConstant(name, sizes, numbers));
        return name;
    }

    /// <summary>The value that the step reads, and its weights.</summary>
    private IReadOnlyList<string> WithParameters(OnnxStep step) =>
        [.. step.Inputs, .. graph.ParametersOf(step.Node).Select(parameter => parameter.Part is { } part ? SliceOf(step, parameter, part) : parameter.Key)];

    // The file has the tensors as they are stored, so that paths which divide one share it there too.
    private string SliceOf(OnnxStep step, Parameter parameter, ParameterPart part) => EmitPart(
        step, parameter.Key[(parameter.Key.LastIndexOf('.') + 1)..], "Slice",
        [parameter.Key, Constant(step, "start", part.Start), Constant(step, "end", part.Start + part.Length), Constant(step, "axis", part.Dimension)]);
}
