namespace CompiledNets;

/// <summary>What one operator of a network is and costs.</summary>
/// <param name="Name">The layer's name: its state-dict prefix, or one derived from the producer, such as <c>conv1.relu</c>.</param>
/// <param name="Kind">The operator, as in <c>torch.nn</c>.</param>
/// <param name="Description">Its attributes, such as <c>3×3, stride 2</c>; empty where it has none worth telling.</param>
/// <param name="Inputs">The shapes that it reads.</param>
/// <param name="Output">The shape that it writes.</param>
/// <param name="Parameters">Its trainable parameters; a layer used twice has them each time.</param>
/// <param name="MultiplyAdds">Multiply-adds of a convolution or linear layer, padding included; 0 for everything else.</param>
public sealed record LayerInfo(
    string Name,
    string Kind,
    string Description,
    EquatableArray<TensorShape> Inputs,
    TensorShape Output,
    long Parameters,
    long MultiplyAdds)
{
    /// <summary>Bytes of the output as float32.</summary>
    public long ActivationBytes => Output.ByteCount;
}
