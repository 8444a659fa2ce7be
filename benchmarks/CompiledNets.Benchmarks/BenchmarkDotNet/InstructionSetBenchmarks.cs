using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using CompiledNets.Benchmarks.Measuring;
using CompiledNets.Benchmarks.Nets;

namespace CompiledNets.Benchmarks.BenchmarkDotNet;

/// <summary>The same nets with vectors of 512, 256 and 128 bits.</summary>
[Config(typeof(InstructionSets)), MemoryDiagnoser]
public class InstructionSetBenchmarks
{
    private LoadedNet net = null!;
    private float[] input = null!;
    private float[] output = null!;

    [Params(nameof(MobileNetV2), nameof(ResNet50), nameof(SqueezeNet11))]
    public string Net { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        var entry = NetTable.All.First(entry => entry.Name == Net);
        (input, output) = (Comparison.Input(entry.Trace()), new float[entry.OutputLength]);
        net = entry.Load(new RandomWeights(Comparison.Seed));
    }

    [Benchmark]
    public void Compiled() => net.Run(input, output);

    // Each has a build of its own, since one holds the kernels of a single instruction set.
    private sealed class InstructionSets : ManualConfig
    {
        public InstructionSets()
        {
            AddJob(Job.Default.WithId("512 bits").AsBaseline());
            AddJob(Narrow("256 bits", "DOTNET_EnableAVX512", "Avx2"));
            AddJob(Narrow("128 bits", "DOTNET_EnableAVX2", "Vector128"));
        }

        private static Job Narrow(string id, string switchedOff, string kernels) => Job.Default.WithId(id)
            .WithEnvironmentVariable(switchedOff, "0")
            .WithArguments([new MsBuildArgument($"/p:BenchmarkedKernelSet={kernels}")]);
    }
}
