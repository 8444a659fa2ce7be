namespace CompiledNets;

/// <summary>Where a network's weights come from: the tensors of a state dict under PyTorch's keys, as float32.</summary>
public abstract class WeightSource
{
    /// <summary>
    /// Checks that every expected tensor is there with the right shape and an element type that converts to float32, and that
    /// nothing is left over. To be called before the first <see cref="Read"/>, so that a refusal leaves nothing half loaded.
    /// </summary>
    /// <param name="parameters">All tensors that the network reads.</param>
    /// <exception cref="WeightException">
    /// Something is missing, left over, mis-shaped or mistyped; the message lists the first few.
    /// </exception>
    public abstract void Verify(IReadOnlyList<Parameter> parameters);

    /// <summary>Copies one tensor, or the part of it that the parameter means, converted to float32, in the row-major order of its shape.</summary>
    /// <param name="parameter">Which tensor, and the shape that it must have.</param>
    /// <param name="destination">As many elements as the shape has.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    /// <exception cref="WeightException">The tensor is missing, mis-shaped or mistyped.</exception>
    public void Read(Parameter parameter, Span<float> destination)
    {
        if (destination.Length != parameter.Shape.ElementCount)
            throw new ArgumentException(
                $"'{parameter.Key}' has {parameter.Shape.ElementCount} elements ({parameter.Shape}), the destination {destination.Length}",
                nameof(destination));
        if (parameter.Part is { } part) ReadPart(parameter.Whole, part, destination);
        else ReadCore(parameter, destination);
    }

    private void ReadPart(Parameter whole, ParameterPart part, Span<float> destination)
    {
        var stored = new float[whole.Shape.ElementCount];
        ReadCore(whole, stored);
        var element = whole.Shape.Skip(part.Dimension + 1).Aggregate(1, (product, size) => product * size);
        for (var i = 0; i * part.Length * element < destination.Length; i++)
            stored.AsSpan((i * part.Total + part.Start) * element, part.Length * element).CopyTo(destination[(i * part.Length * element)..]);
    }

    /// <summary>Copies one whole tensor into a destination of the right length; see <see cref="Read"/>.</summary>
    protected abstract void ReadCore(Parameter parameter, Span<float> destination);
}
