using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Diagnostics;

/// <summary>A diagnostic as a value: it can be kept between runs of the generator and compared.</summary>
internal sealed record DiagnosticInfo(
    DiagnosticDescriptor Descriptor, LocationInfo Location, EquatableArray<LocationInfo> CallChain, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, Location location, params string[] arguments) =>
        new(descriptor, LocationInfo.Of(location), EquatableArray<LocationInfo>.Empty, arguments.ToEquatableArray());

    public Diagnostic ToDiagnostic() => Diagnostic.Create(
        Descriptor, Location.ToLocation(), CallChain.Select(call => call.ToLocation()), Arguments.ToArray<object>());
}
