using BenchmarkDotNet.Attributes;
using CompiledNets.Benchmarks.Nets;

namespace CompiledNets.Benchmarks.BenchmarkDotNet;

/// <summary>Whole nets.</summary>
public class NetBenchmarks : AgainstOnnxRuntime
{
    public static IEnumerable<string> Names => NetTable.All.Select(entry => entry.Name);

    [ParamsSource(nameof(Names))]
    public string Net { get; set; } = "";

    protected override NetEntry Entry => NetTable.All.First(entry => entry.Name == Net);
}
