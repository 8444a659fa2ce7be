using BenchmarkDotNet.Attributes;
using CompiledNets.Benchmarks.Compiling;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Benchmarks.BenchmarkDotNet;

/// <summary>What the generator costs a build and an editor.</summary>
[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private Compilation compilation = null!;
    private GeneratorDriver driver = null!;
    private int edits;

    [Params("MobileNetV2", "EfficientNetB7", "ResNet152")]
    public string Net { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        compilation = NetCompiler.Compile(NetSources.Net(Net));
        driver = NetCompiler.NewDriver().RunGenerators(compilation);
    }

    /// <summary>From declaration to files, the kernels of all instruction sets among them.</summary>
    [Benchmark(Baseline = true)]
    public GeneratorDriver Build() => NetCompiler.NewDriver().RunGenerators(compilation);

    /// <summary>After a change in another file, from which the net turns out to be the same.</summary>
    [Benchmark]
    public GeneratorDriver EditElsewhere() =>
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(NetCompiler.Parse($"class Edit{edits++};")));
}
