namespace CompiledNets;

/// <summary>One tensor of a file.</summary>
public sealed class StoredTensor
{
    internal StoredTensor(string key, string elementType, long[] shape, long offset)
    {
        Key = key;
        ElementType = elementType;
        Shape = shape;
        Offset = offset;
    }

    /// <summary>Its state-dict key.</summary>
    public string Key { get; }

    /// <summary>The element type as safetensors names it, such as <c>F32</c> or <c>BF16</c>.</summary>
    public string ElementType { get; }

    /// <summary>The sizes of its dimensions; none for a single number, and a size may be 0.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Where its first element stands, in bytes from the file's beginning.</summary>
    internal long Offset { get; }

    /// <summary>Element type and shape, such as <c>F32 64×3×7×7</c>.</summary>
    public override string ToString() => $"{ElementType} {(Shape.Count == 0 ? "scalar" : string.Join("×", Shape))}";

    internal bool HasShape(TensorShape shape) => Shape.SequenceEqual(shape.Select(size => (long)size));
}
