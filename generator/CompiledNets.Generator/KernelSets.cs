using CompiledNets.Generator.Kernels;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CompiledNets.Generator;

/// <summary>Which instruction sets kernels are emitted for: the build property <c>CompiledNetsKernelSets</c>, <see cref="InstructionSet.Portable"/> where it is empty.</summary>
internal static class KernelSets
{
    private const string Property = "build_property.CompiledNetsKernelSets";

    /// <summary>The sets in the order in which they are tried.</summary>
    public static EquatableArray<InstructionSet> Of(AnalyzerConfigOptions options)
    {
        if (!options.TryGetValue(Property, out var value) || string.IsNullOrWhiteSpace(value)) return InstructionSet.Portable.ToEquatableArray();
        var names = value.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        return InstructionSet.All.Where(isa => names.Contains(isa.Name, StringComparer.OrdinalIgnoreCase)).ToEquatableArray();
    }
}
