namespace CompiledNets;

/// <summary>
/// An operator does not accept its arguments: shapes that do not fit together, or a parameter out of range. The compiler
/// reports it as a diagnostic at the call.
/// </summary>
public class ShapeException : Exception
{
    /// <summary>Makes the exception with a message that names the layer and the shapes.</summary>
    public ShapeException(string message) : base(message) { }
}
