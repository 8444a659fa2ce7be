using System.Text.Json;
using System.Text.Json.Serialization;
using CompiledNets.Benchmarks.Measuring;

namespace CompiledNets.Benchmarks.Reports;

/// <summary>What was measured of nets, for programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(Results))]
internal sealed partial class ResultJson : JsonSerializerContext
{
    public static string Write(Results results) => JsonSerializer.Serialize(results, Default.Results) + "\n";

    public static Results Read(string json) => JsonSerializer.Deserialize(json, Default.Results)!;
}
