using CompiledNets.Generator.Tests.Declaration;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Tests;

/// <summary>What runs again, and what does not, when the user edits.</summary>
public class IncrementalTests
{
    private const string Other = "[CompiledNet] partial class Other { static Tensor Forward([Shape(3, 8, 8)] Tensor x) => x.Relu(); }";

    [Fact]
    public void AddedComment_DoesNotModifyOutput()
    {
        var compilation = Harness.Compile(Samples.PlateReader);
        var driver = Edit(compilation, 1, source => "// A comment.\n" + source.Replace("var x =", "/* here */ var x ="));
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(driver, WellKnownTrackingNames.Evaluate));
        AssertOutputsCached(driver);
    }

    [Fact]
    public void AddingUnrelatedTypeDoesNotRegenerate()
    {
        var compilation = Harness.Compile(Samples.PlateReader);
        var driver = RunOneAfterTheOther(compilation, compilation.AddSyntaxTrees(Harness.Parse("class Unrelated { int x; }", "New.cs")));
        AssertOutputsCached(driver);
    }

    [Fact]
    public void RefactoringThatKeepsTheGraphDoesNotRegenerate()
    {
        var compilation = Harness.Compile(Samples.PlateReader);
        var driver = Edit(compilation, 3, source => source.Replace("var hidden = x.Channels * options.Expand;", "var hidden = options.Expand * x.Channels;"));
        AssertOutputsCached(driver);
    }

    [Fact]
    public void AChangeInAHelperOfAnotherFileRegenerates()
    {
        var compilation = Harness.Compile(Samples.PlateReader);
        var driver = Edit(compilation, 3, source => source.Replace("0.9 * value", "1.9 * value"));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(driver, WellKnownTrackingNames.Declarations));
    }

    [Fact]
    public void ErrorInOneNetDoesNotReemitAnother()
    {
        var compilation = Harness.Compile(Samples.ResNet, Other);
        var driver = Edit(compilation, 2, source => source.Replace("x.Relu()", "x.Linear(\"a\", 2)"));
        Assert.Equal("CN0011", Assert.Single(driver.GetRunResult().Diagnostics).Id);
        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Removed],
            Reasons(driver, WellKnownTrackingNames.Declarations).Order());
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Removed], Reasons(driver, WellKnownTrackingNames.Plans).Order());
        var result = driver.GetRunResult().Results.Single();
        Assert.Equal(
            ["ResNet50.g.cs", "ResNet50.Run.g.cs", "ResNet50.Weights.g.cs"],
            result.GeneratedSources.Select(source => source.HintName).Where(name => !name.StartsWith("Kernels", StringComparison.Ordinal)));
        // All but the diagnostic and the kernels, which the nets share.
        var anew = result.TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs)
            .Where(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Removed));
        Assert.Equal(2, anew.Count());
    }

    [Fact]
    public void AnErrorThatStaysIsNotReportedAnew()
    {
        var compilation = Harness.Compile(Other.Replace("x.Relu()", "x.Linear(\"a\", 2)"));
        var driver = RunOneAfterTheOther(compilation, compilation.AddSyntaxTrees(Harness.Parse("class Unrelated;", "New.cs")));
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(driver, WellKnownTrackingNames.Evaluate));
        Assert.Single(driver.GetRunResult().Diagnostics);
    }

    [Fact]
    public void WithoutTheAttributeNothingRuns()
    {
        var driver = Harness.Drive(Harness.Compile("class Net { static Tensor Forward(Tensor x) => x; }"));
        Assert.Empty(Reasons(driver, WellKnownTrackingNames.Evaluate));
        Assert.Empty(driver.GetRunResult().GeneratedTrees);
    }

    [Fact]
    public void NestedNetsOfTheSameNameGetFilesOfTheirOwn()
    {
        var nets = $"partial class A {{ {Other} }} namespace N {{ partial class A {{ {Other} }} }} {Other}";
        var names = Harness.Drive(Harness.Compile(nets)).GetRunResult().Results.Single().GeneratedSources.Select(source => source.HintName);
        string[] prefixes = ["A.Other", "N.A.Other", "Other"];
        Assert.Equal(
            prefixes.SelectMany(prefix => new[] { $"{prefix}.Run.g.cs", $"{prefix}.Weights.g.cs", $"{prefix}.g.cs" }),
            names.Where(name => !name.StartsWith("Kernels", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static GeneratorDriver Edit(Compilation compilation, int file, Func<string, string> edit)
    {
        var tree = compilation.SyntaxTrees.ElementAt(file);
        var edited = edit(tree.ToString());
        Assert.NotEqual(tree.ToString(), edited);
        return RunOneAfterTheOther(compilation, compilation.ReplaceSyntaxTree(tree, Harness.Parse(edited, tree.FilePath)));
    }

    private static GeneratorDriver RunOneAfterTheOther(Compilation before, Compilation after)
    {
        var cancellation = TestContext.Current.CancellationToken;
        return Harness.NewDriver().RunGenerators(before, cancellation).RunGenerators(after, cancellation);
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorDriver driver, string name) => Harness.Steps(driver, name).Select(step => step.Reason);

    private static void AssertOutputsCached(GeneratorDriver driver) => Assert.All(
        driver.GetRunResult().Results.Single().TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs),
        output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
}
