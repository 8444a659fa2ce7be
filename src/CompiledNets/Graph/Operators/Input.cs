namespace CompiledNets.Operators;

/// <summary>An input of the network.</summary>
/// <param name="Name">The name of the declaration's parameter.</param>
/// <param name="Shape">Its shape, N×C×H×W.</param>
public sealed record Input(string Name, TensorShape Shape) : Operator
{
    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => Shape;
}
