using BenchmarkDotNet.Attributes;
using CompiledNets.Benchmarks.Nets;

namespace CompiledNets.Benchmarks.BenchmarkDotNet;

/// <summary>Single layers, with the way of the image into a net and out of it.</summary>
public class LayerBenchmarks : AgainstOnnxRuntime
{
    private static readonly NetEntry[] entries =
    [
        NetEntry.Of<Stem>(nameof(Stem)), NetEntry.Of<Dense3x3>(nameof(Dense3x3)), NetEntry.Of<Direct3x3>(nameof(Direct3x3)),
        NetEntry.Of<Pointwise>(nameof(Pointwise)), NetEntry.Of<Depthwise3x3>(nameof(Depthwise3x3)), NetEntry.Of<Grouped3x3>(nameof(Grouped3x3)),
        NetEntry.Of<Classifier>(nameof(Classifier)),
    ];

    public static IEnumerable<string> Names => entries.Select(entry => entry.Name);

    [ParamsSource(nameof(Names))]
    public string Layer { get; set; } = "";

    protected override NetEntry Entry => entries.First(entry => entry.Name == Layer);
}
