using System.Text.Json;
using System.Text.Json.Serialization;
using CompiledNets.Benchmarks.Measuring;

namespace CompiledNets.Benchmarks.Reports;

/// <summary>Writes what was measured for programs to read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(Results))]
internal sealed partial class ResultJson : JsonSerializerContext
{
    public static void Write(Results results, FileInfo file) =>
        File.WriteAllText(file.FullName, JsonSerializer.Serialize(results, Default.Results));
}
