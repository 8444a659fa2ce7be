namespace CompiledNets.Build;

/// <summary>Why weights cannot be packed into an assembly.</summary>
internal sealed class BuildException(string message) : Exception(message);
