namespace CompiledNets.Onnx;

/// <summary>One node of a graph on its way into ONNX.</summary>
/// <param name="Index">The node's index.</param>
/// <param name="Node">The node.</param>
/// <param name="Shapes">The shapes that it reads.</param>
/// <param name="Inputs">The values that it reads.</param>
/// <param name="Output">The value that it makes.</param>
internal sealed record OnnxStep(int Index, Node Node, IReadOnlyList<TensorShape> Shapes, IReadOnlyList<string> Inputs, string Output)
{
    public string Input => Inputs[0];

    public TensorShape InputShape => Shapes[0];
}
