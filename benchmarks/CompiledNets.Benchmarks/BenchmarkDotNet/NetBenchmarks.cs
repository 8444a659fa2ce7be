using BenchmarkDotNet.Attributes;
using CompiledNets.Benchmarks.Measuring;
using CompiledNets.Benchmarks.Nets;

namespace CompiledNets.Benchmarks.BenchmarkDotNet;

/// <summary>A run of each whole net beside ONNX Runtime.</summary>
[MemoryDiagnoser, DisassemblyDiagnoser(maxDepth: 2, exportCombinedDisassemblyReport: true)]
public class NetBenchmarks
{
    private LoadedNet net = null!;
    private OnnxNet other = null!;
    private float[] input = null!;
    private float[] output = null!;

    public static IEnumerable<string> Names => NetTable.All.Select(entry => entry.Name);

    [ParamsSource(nameof(Names))]
    public string Net { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        var entry = NetTable.All.First(entry => entry.Name == Net);
        var (graph, weights) = (entry.Trace(), new RandomWeights(Comparison.Seed));
        (input, output) = (Comparison.Input(graph), new float[entry.OutputLength]);
        net = entry.Load(weights);
        other = new OnnxNet(graph, weights, input, threads: 1);
    }

    [GlobalCleanup]
    public void Unload() => other.Dispose();

    [Benchmark(Baseline = true)]
    public void OnnxRuntime() => other.Run();

    [Benchmark]
    public void Compiled() => net.Run(input, output);
}
