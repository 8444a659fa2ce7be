using CompiledNets.Generator.Diagnostics;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>Ends the evaluation with a diagnostic; the declaration's own <c>catch</c> does not see it.</summary>
internal sealed class EvaluationStopped(DiagnosticInfo diagnostic) : Exception
{
    public DiagnosticInfo Diagnostic => diagnostic;
}

/// <summary>An exception of the declaration, thrown by the user or by what the user called.</summary>
/// <param name="thrown">An <see cref="Exception"/>, or the object of an exception class of the user.</param>
/// <param name="location">Where.</param>
/// <param name="callChain">The calls that led there, innermost first.</param>
internal sealed class DeclarationThrew(object thrown, LocationInfo location, CallChain callChain) : Exception
{
    public object Thrown => thrown;

    public LocationInfo Location => location;

    public CallChain CallChain => callChain;
}

/// <summary>The calls that led to a place, innermost first, and the names of the methods, outermost first.</summary>
internal sealed record CallChain(EquatableArray<LocationInfo> Locations, string Path);
