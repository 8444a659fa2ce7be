using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CompiledNets.Generator;

/// <summary>Up to how many bytes packed weights become part of the assembly: the build property <c>CompiledNetsEmbeddedWeightsLimit</c>.</summary>
internal static class EmbeddedWeights
{
    private const string Property = "build_property.CompiledNetsEmbeddedWeightsLimit";

    /// <summary>Where the property is not set. A megabyte of a literal takes the C# compiler about half a second.</summary>
    public const long DefaultLimit = 4 * 1024 * 1024;

    /// <summary>The limit in bytes.</summary>
    public static long Limit(AnalyzerConfigOptions options) =>
        options.TryGetValue(Property, out var value) && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : DefaultLimit;
}
