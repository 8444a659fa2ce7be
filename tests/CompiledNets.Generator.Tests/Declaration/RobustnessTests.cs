namespace CompiledNets.Generator.Tests.Declaration;

/// <summary>Code as it stands while it is being typed must not take the generator down.</summary>
public class RobustnessTests
{
    [Fact]
    public void CodeCutOffAnywhereDoesNotFailTheGenerator()
    {
        var source = Samples.PlateReader[0];
        for (var length = 0; length < source.Length; length += 23) Survives(source[..length], Samples.PlateReader[1], Samples.PlateReader[2]);
    }

    [Fact]
    public void CodeWithAPieceMissingDoesNotFailTheGenerator()
    {
        var source = Samples.PlateReader[2];
        for (var start = 0; start < source.Length; start += 29)
            Survives(Samples.PlateReader[0], Samples.PlateReader[1], source.Remove(start, Math.Min(17, source.Length - start)));
    }

    [Fact]
    public void AWrongTypeDoesNotFailTheGenerator()
    {
        Survives(Samples.PlateReader[0].Replace("Tensor", "Tensors"), Samples.PlateReader[1], Samples.PlateReader[2]);
        Survives("[CompiledNet] partial class Net { static Missing Forward([Shape(\"a\")] Tensor x) => x; }");
        Survives("[CompiledNet(1)] partial class Net : Net { static Tensor Forward([Shape] Tensor x) => Forward(x); }");
        Survives("[CompiledNet] partial class { static Tensor Forward([Shape(1,2,3)] Tensor x) => x; }");
        Survives("[CompiledNet] partial struct Net { static Tensor Forward([Shape(1,2,3)] Tensor x) => x; } [CompiledNet] enum E { }");
    }

    [Fact]
    public void ANetOfTenThousandLayersIsCompiled()
    {
        var result = Harness.Drive(Harness.Compile(Harness.Net("for (var i = 0; i < 10_000; i++) x = x.Conv2d($\"c{i}\", 3, 1).Relu(); "))).GetRunResult();
        Assert.Empty(result.Diagnostics);
        Assert.Contains("C9999", result.GeneratedTrees.Single(tree => tree.FilePath.EndsWith("Run.g.cs", StringComparison.Ordinal)).ToString());
    }

    // No exception, and no diagnostic that says the generator failed.
    private static void Survives(params string[] sources)
    {
        var result = Harness.Drive(Harness.Compile(sources)).GetRunResult();
        Assert.Null(result.Results.Single().Exception);
        Assert.DoesNotContain(result.Diagnostics, diagnostic => diagnostic.Id is "CN0019");
    }
}
