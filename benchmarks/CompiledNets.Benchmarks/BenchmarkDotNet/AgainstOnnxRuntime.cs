using BenchmarkDotNet.Attributes;
using CompiledNets.Benchmarks.Measuring;
using CompiledNets.Benchmarks.Nets;

namespace CompiledNets.Benchmarks.BenchmarkDotNet;

/// <summary>A run of a net beside ONNX Runtime; those derived from it say which nets.</summary>
[MemoryDiagnoser, DisassemblyDiagnoser(maxDepth: 2, exportCombinedDisassemblyReport: true)]
public abstract class AgainstOnnxRuntime
{
    private LoadedNet net = null!;
    private OnnxNet other = null!;
    private float[] input = null!;
    private float[] output = null!;

    /// <summary>The net.</summary>
    protected abstract NetEntry Entry { get; }

    [GlobalSetup]
    public void Load()
    {
        var (graph, weights) = (Entry.Trace(), new RandomWeights(Comparison.Seed));
        (input, output) = (Comparison.Input(graph), new float[Entry.OutputLength]);
        net = Entry.Load(weights);
        other = new OnnxNet(graph, weights, input, threads: 1);
    }

    [GlobalCleanup]
    public void Unload() => other.Dispose();

    [Benchmark(Baseline = true)]
    public void OnnxRuntime() => other.Run();

    [Benchmark]
    public void Compiled() => net.Run(input, output);
}
