namespace CompiledNets;

/// <summary>Weights that a network cannot take: a damaged file, or tensors that are missing, left over, mis-shaped or mistyped.</summary>
public sealed class WeightException : Exception
{
    /// <summary>Makes the exception with a message that names the file, the key, what was expected and what was found.</summary>
    public WeightException(string message) : base(message) { }

    /// <summary>The same, caused by another exception.</summary>
    public WeightException(string message, Exception inner) : base(message, inner) { }
}
