namespace CompiledNets;

/// <summary>A layer name is used a second time, for parameters of other shapes: they cannot share their weights.</summary>
public sealed class DuplicateLayerException : ShapeException
{
    /// <summary>Makes the exception with a message that names the layer and both shapes.</summary>
    public DuplicateLayerException(string message) : base(message) { }
}
