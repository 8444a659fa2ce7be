using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Weights;

/// <summary>A weight file that a net names is compared with the net while the project is compiled.</summary>
public sealed class WeightFitTests
{
    private const string Source =
        """
        [CompiledNet(Weights = "small.safetensors")]
        partial class Net
        {
            static Tensor Forward([Shape(3, 8, 8)] Tensor x) => x.Conv2d("a", 16, 3, padding: 1).BatchNorm2d("b");
        }
        """;

    private const string Fitting =
        "F32\t16 3 3 3\ta.weight\nBF16\t16\ta.bias\nF32\t16\tb.weight\nF32\t16\tb.bias\nF32\t16\tb.running_mean\nF32\t16\tb.running_var\nI64\t\tb.num_batches_tracked\n";

    [Fact]
    public void AFileThatFitsIsNoFault_AndOneThatIsNotDigestedYetIsNone()
    {
        Assert.Empty(Diagnostics(("small.safetensors", Fitting)));
        Assert.Empty(Diagnostics(("small.safetensors", null)));
    }

    [Theory]
    [InlineData("F32\t16 3 3 3\ta.weight\n", "", "CN0022: 'small.safetensors' does not fit the net: tensor 'a.weight' is missing, expected 16×3×3×3")]
    [InlineData("16 3 3 3", "16 3 5 5", "CN0022: 'small.safetensors' does not fit the net: tensor 'a.weight' is F32 16×3×5×5, expected 16×3×3×3")]
    [InlineData("BF16\t16\ta.bias", "I8\t16\ta.bias", "CN0022: 'small.safetensors' does not fit the net: tensor 'a.bias' is I8 16, expected F32, F16, BF16 or F64")]
    [InlineData("I64\t\tb.num_batches_tracked", "F32\t\tc", "CN0022: 'small.safetensors' does not fit the net: tensor 'c' (F32 scalar) is not used by the net")]
    public void ATensorThatDoesNotFitIsNamed(string old, string other, string message) =>
        Assert.Equal([message], Diagnostics(("small.safetensors", Fitting.Replace(old, other))));

    [Fact]
    public void ManyFaultsAreCounted()
    {
        var extra = string.Concat(Enumerable.Range(0, 12).Select(i => $"F32\t2\textra{i}\n"));
        var diagnostics = Diagnostics(("small.safetensors", Fitting + extra));
        Assert.Equal(9, diagnostics.Length);
        Assert.Equal("CN0022: 'small.safetensors' does not fit the net: and 4 more tensors are wrong", diagnostics[^1]);
    }

    [Fact]
    public void AFileThatTheProjectDoesNotListIsNamed()
    {
        Assert.Equal(
            ["CN0021: the project lists none as CompiledNetsWeights, not 'small.safetensors'; add <CompiledNetsWeights Include=\"small.safetensors\" /> to an ItemGroup of the project"],
            Diagnostics());
        Assert.Contains("lists 'other.safetensors'", Assert.Single(Diagnostics(("other.safetensors", Fitting))));
    }

    [Fact]
    public void TheFaultIsAtTheNameOfTheFile()
    {
        var diagnostic = Assert.Single(new WeightFiles([]).Drive(Harness.Compile(Source)).GetRunResult().Diagnostics);
        Assert.Equal("\"small.safetensors\"", Source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("4096", true)]
    [InlineData("1000", false)]
    public void PackedWeightsGetAPlaceInTheAssemblyUpToALimit(string limit, bool isEmbedded)
    {
        var files = new WeightFiles([("small.safetensors", Fitting)], ("CompiledNetsEmbeddedWeightsLimit", limit));
        var text = files.Drive(Harness.Compile(Source)).GetRunResult().GeneratedTrees.Single(tree => tree.FilePath.EndsWith("Net.PackedWeights.g.cs")).ToString();
        Assert.Equal(isEmbedded, text.Contains("=> \"CompiledNets weights 2 blocks16 "));
        Assert.Equal(!isEmbedded, text.Contains("OpenFile(Path.Combine(AppContext.BaseDirectory, \"Net.weights\"))"));
    }

    private static string[] Diagnostics(params (string, string?)[] digests) =>
        [.. new WeightFiles(digests).Drive(Harness.Compile(Source)).GetRunResult().Diagnostics.Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage()}")];
}
