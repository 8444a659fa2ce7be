namespace CompiledNets;

/// <summary>The shape of an input of a compiled net.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ShapeAttribute : Attribute
{
    /// <summary>An input of shape 1×channels×height×width.</summary>
    public ShapeAttribute(int channels, int height, int width) : this(1, channels, height, width) { }

    /// <summary>An input of shape batch×channels×height×width.</summary>
    public ShapeAttribute(int batch, int channels, int height, int width) => Shape = new TensorShape(batch, channels, height, width);

    /// <summary>N×C×H×W.</summary>
    public TensorShape Shape { get; }
}
