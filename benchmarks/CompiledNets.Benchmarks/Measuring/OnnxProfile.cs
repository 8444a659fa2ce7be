using System.Text.Json;

namespace CompiledNets.Benchmarks.Measuring;

/// <summary>The time of one node in ONNX Runtime.</summary>
/// <param name="Node">Its name; of a fused one that of the last layer in it.</param>
/// <param name="Operator">ONNX Runtime's operator.</param>
/// <param name="Microseconds">The least time.</param>
internal sealed record OnnxNodeTime(string Node, string Operator, double Microseconds);

/// <summary>Reads what ONNX Runtime says about its own time.</summary>
internal static class OnnxProfile
{
    private const string KernelSuffix = "_kernel_time";

    // How the nodes are called that have moved into the blocked layout.
    private const string BlockedSuffix = "_nchwc";

    /// <summary>The nodes in the order of execution.</summary>
    public static IReadOnlyList<OnnxNodeTime> Measure(Graph graph, WeightSource weights, int runs)
    {
        var folder = Directory.CreateTempSubdirectory("compilednets");
        try
        {
            using var net = new OnnxNet(graph, weights, Comparison.Input(graph), threads: 1, Path.Combine(folder.FullName, "profile"));
            for (var i = 0; i < runs; i++) net.Run();
            using var json = JsonDocument.Parse(File.ReadAllBytes(net.EndProfiling()));
            return Read(json.RootElement);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<OnnxNodeTime> Read(JsonElement events) =>
        [.. events.EnumerateArray().Where(IsKernel).Select(Parse).GroupBy(time => (time.Node, time.Operator)).Select(Least)];

    private static bool IsKernel(JsonElement one) =>
        one.GetProperty("cat").GetString() == "Node" && one.GetProperty("name").GetString()!.EndsWith(KernelSuffix, StringComparison.Ordinal);

    private static OnnxNodeTime Parse(JsonElement one)
    {
        var name = one.GetProperty("name").GetString()![..^KernelSuffix.Length];
        if (name.EndsWith(BlockedSuffix, StringComparison.Ordinal)) name = name[..^BlockedSuffix.Length];
        return new OnnxNodeTime(name, one.GetProperty("args").GetProperty("op_name").GetString()!, one.GetProperty("dur").GetDouble());
    }

    private static OnnxNodeTime Least(IEnumerable<OnnxNodeTime> times) => times.MinBy(time => time.Microseconds)!;
}
