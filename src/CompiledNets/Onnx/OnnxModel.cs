namespace CompiledNets.Onnx;

/// <summary>A graph in the operators of ONNX, before it is written.</summary>
/// <param name="Inputs">Name and shape of each input.</param>
/// <param name="Outputs">Name and shape of each output.</param>
/// <param name="Nodes">The operators in the order of execution.</param>
/// <param name="Parameters">The weights, which stand in the file under their keys.</param>
/// <param name="Constants">Numbers that operators of ONNX take as inputs, such as a shape.</param>
internal sealed record OnnxModel(
    IReadOnlyList<OnnxValue> Inputs, IReadOnlyList<OnnxValue> Outputs, IReadOnlyList<OnnxNode> Nodes, IReadOnlyList<Parameter> Parameters,
    IReadOnlyList<OnnxConstant> Constants);

/// <summary>A named tensor of the model's signature.</summary>
internal sealed record OnnxValue(string Name, TensorShape Shape);

/// <summary>One operator.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Operator">ONNX's name of the operator.</param>
/// <param name="Inputs">The values that it reads.</param>
/// <param name="Output">The value that it makes.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record OnnxNode(string Name, string Operator, IReadOnlyList<string> Inputs, string Output, IReadOnlyList<OnnxAttribute> Attributes);

/// <summary>An attribute of an operator.</summary>
internal abstract record OnnxAttribute(string Name)
{
    public sealed record Integer(string Name, long Value) : OnnxAttribute(Name);

    public sealed record Float(string Name, float Value) : OnnxAttribute(Name);

    public sealed record Text(string Name, string Value) : OnnxAttribute(Name);

    public sealed record Integers(string Name, params long[] Values) : OnnxAttribute(Name);
}

/// <summary>A constant tensor.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Sizes">Its dimensions; none for a single number.</param>
/// <param name="Numbers">Its elements, <see cref="float"/> or <see cref="long"/>.</param>
internal sealed record OnnxConstant(string Name, IReadOnlyList<long> Sizes, Array Numbers);
