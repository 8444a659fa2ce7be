using System.Globalization;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Tests.Testing;
using CompiledNets.Testing;
using Microsoft.CodeAnalysis;
using Snapshooter.Xunit3;

namespace CompiledNets.Generator.Tests.Emission;

/// <summary>The text of generated files.</summary>
public class GeneratedFilesTests
{
    public static TheoryData<string> Names => SmallNets.Names;

    public static TheoryData<string> HostileCultures => ["sv-SE", "ar-SA", "fa-IR", "made up"];

    [Theory, MemberData(nameof(Names))]
    public void Files_AreAsReviewed(string name)
    {
        foreach (var (file, text) in FilesOf(SmallNets.All[name])) Snapshot.Match(text, $"{name}/{file}");
    }

    [Theory, MemberData(nameof(Names))]
    public void Files_EndWithALineFeedAndHaveNoCarriageReturn(string name) => Assert.All(FilesOf(SmallNets.All[name]), file =>
    {
        Assert.EndsWith("\n", file.Value);
        Assert.DoesNotContain('\r', file.Value);
        Assert.DoesNotContain("\t", file.Value);
        Assert.All(file.Value.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    });

    [Fact]
    public void TwoRuns_GiveTheSameBytes() => Assert.Equal(FilesOf([.. SmallNets.All.Values]), FilesOf([.. SmallNets.All.Values]));

    [Theory, MemberData(nameof(HostileCultures))]
    public void ACulture_ChangesNothing(string name)
    {
        const string fractions =
            """
            [CompiledNet]
            partial class Fractions
            {
                static Tensor Forward([Shape(3, 9, 9)] Tensor x) =>
                    (x.Conv2d("c", 5, 3, 1, (0, 1, 2, 3)).LeakyRelu(-0.25) * -1.5 + 1e-7).AvgPool2d(3, 2, 1, true, false).HardSwish().BatchNorm2d("n", 1e-3).Pad(1, -2.5);
            }
            """;
        string[] sources = [fractions, .. SmallNets.All.Values];
        var expected = FilesOf(sources);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = name == "made up" ? Hostile() : CultureInfo.GetCultureInfo(name);
            Assert.Equal(expected, FilesOf(sources));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Code_CompilesWithoutAWarning(string name) => AssertNoWarnings(CompiledSource.Generate(InstructionSet.All, SmallNets.All[name]).Compilation);

    [Fact]
    public void Steps_AreNamedAfterTheirLayers()
    {
        const string net =
            """
            [CompiledNet] partial class Net
            {
                static Tensor Forward([Shape(3, 9, 9)] Tensor x) =>
                    x.MaxPool2d(3, 1).Conv2d("a.18.0", 16, 1).Conv2d("a.1.80", 16, 1).Conv2d("b_1.2c", 16, 1).Conv2d("c.conv1", 16, 2).MaxPool2d(2, 1).MaxPool2d(2, 1).Flatten().Linear("l", 3).Softmax();
            }
            """;
        var steps = FilesOf(net)["Net.Run.g.cs"].Split('\n').Where(line => line.Contains("public static void", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ', '(')[3]);
        Assert.Equal(
            ["MaxPool3x3", "A18_0_Pointwise", "A1_80_Pointwise", "B1_2c_Pointwise", "C_Conv1_Conv2x2", "C_Conv1_MaxPool2x2", "C_Conv1_Maxpool2d2_MaxPool2x2", "L_Linear", "L_Softmax", "L_Softmax_Output"],
            steps);
    }

    [Fact]
    public void NetsOfOneAssembly_ShareKernels()
    {
        var files = FilesOf(SmallNets.TwoLayers, SmallNets.TwoLayers.Replace("class TwoLayers", "class Same"));
        var alone = FilesOf(SmallNets.TwoLayers);
        Assert.Equal(alone["Kernels.Avx512.g.cs"], files["Kernels.Avx512.g.cs"]);
        Assert.Contains("Small.Same.Run.g.cs", files.Keys);
    }

    // A test project that sees the internals of the project that it tests, both with nets.
    [Fact]
    public void AnAssemblyThatSeesTheInternalsOfAnother_CompilesWithoutAWarning()
    {
        var tested = CompiledSource.Generate(
            [CompiledSource.SetInUse], SmallNets.TwoLayers, "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Tests\")]").Compilation;
        using var stream = new MemoryStream();
        Assert.True(tested.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);
        var tests = Harness.Compile(SmallNets.TwoLayers.Replace("class TwoLayers", "class Other"))
            .WithAssemblyName("Tests").AddReferences(MetadataReference.CreateFromImage(stream.ToArray()));
        AssertNoWarnings(CompiledSource.Generate([CompiledSource.SetInUse], tests).Compilation);
    }

    [Fact]
    public void AProjectThatChecksOverflow_HasKernelsThatDoNot()
    {
        const string net = """[CompiledNet] partial class Net { static Tensor Forward([Shape(16, 6, 6)] Tensor x) => x.Conv2d("a", 16, 3, padding: 1, groups: 16).MaxPool2d(3, 1, 1).Conv2d("b", 5, 3, padding: 1); }""";
        var compilation = Harness.Compile(net);
        var type = CompiledSource.Compile(compilation.WithOptions(compilation.Options.WithOverflowChecks(true))).Net();
        EagerComparison.AssertSame(type, net, EagerComparison.InputsOf(type), Tolerance.Winograd);
    }

    private static void AssertNoWarnings(Compilation compilation)
    {
        var warnings = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();
        Assert.True(warnings.Count == 0, string.Join("\n", warnings.Take(5).Select(warning => CompiledSource.Describe(warning, compilation))));
    }

    private static SortedDictionary<string, string> FilesOf(params string[] sources) => new(
        CompiledSource.Generate(InstructionSet.Portable, sources).Generated.GeneratedTrees.ToDictionary(tree => Path.GetFileName(tree.FilePath), tree => tree.ToString()),
        StringComparer.Ordinal);

    private static CultureInfo Hostile()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "minus";
        culture.NumberFormat.PositiveSign = "plus";
        culture.NumberFormat.NumberDecimalSeparator = "comma";
        culture.NumberFormat.NumberGroupSeparator = "dot";
        return culture;
    }
}
