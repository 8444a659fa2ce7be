using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Tests.Testing;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Tests.Emission;

/// <summary>Classes, inputs, outputs and layers with names that could clash with keywords or with generated code.</summary>
public class NamesTests
{
    private const string Body = """{ static Tensor Forward([Shape(1, 4, 4)] Tensor x) => x.Conv2d("c", 2, 3); }""";

    private static readonly Dictionary<string, string> sources = new()
    {
        ["Global"] = $"[CompiledNet] partial class Global {Body}",
        ["Internal"] = $"namespace Names {{ [CompiledNet] internal sealed partial class Internal {Body} }}",
        ["Nested"] = $"namespace Names.Of {{ public partial class Holder {{ internal partial record struct Inner {{ [CompiledNet] internal partial class Nested {Body} }} }} }}",
        ["InInterface"] = $"namespace Names {{ public partial interface IHolder {{ [CompiledNet] public partial class InInterface {Body} }} }}",
        ["class"] = $"namespace @namespace.@event {{ [CompiledNet] public partial class @class {Body} }}",
        ["InKeyword"] = $"namespace Names {{ public partial class @static {{ [CompiledNet] public partial class InKeyword {Body} }} }}",
        ["record"] = $"namespace Names {{ [CompiledNet] public partial class @record {Body} }}",
        ["var"] = $"namespace Names {{ [CompiledNet] public partial class @var {Body} }}",
        ["dynamic"] = $"namespace Names {{ [CompiledNet] public partial class @dynamic {Body} }}",
        ["required"] = $"namespace Names {{ [CompiledNet] public partial class @required {Body} }}",
        ["scoped"] = $"namespace Names {{ [CompiledNet] public partial class @scoped {Body} }}",
        ["file"] = $"namespace Names {{ [CompiledNet] public partial class @file {Body} }}",
        ["nint"] = $"namespace Names {{ [CompiledNet] public partial class @nint {Body} }}",
        ["await"] = $"namespace Names {{ [CompiledNet] public partial class @await {Body} }}",
        ["Größe"] = $"namespace Names {{ [CompiledNet] public partial class Größe {Body} }}",
        ["KeywordInputs"] =
            """
            [CompiledNet] public partial class KeywordInputs
            {
                static (Tensor @out, Tensor @ref) Forward([Shape(2, 1, 3, 3)] Tensor @in, [Shape(2, 1, 3, 3)] Tensor @class, [Shape(2, 1, 3, 3)] Tensor @this) =>
                    (@in + @class, @class * @this);
            }
            """,
        ["ClashingInputs"] =
            """
            [CompiledNet] public partial class ClashingInputs
            {
                static Tensor Forward(
                    [Shape(2, 1, 3, 3)] Tensor arena, [Shape(2, 1, 3, 3)] Tensor weights, [Shape(2, 1, 3, 3)] Tensor profile, [Shape(2, 1, 3, 3)] Tensor runs,
                    [Shape(2, 1, 3, 3)] Tensor image, [Shape(2, 1, 3, 3)] Tensor source, [Shape(2, 1, 3, 3)] Tensor pixels, [Shape(2, 1, 3, 3)] Tensor run,
                    [Shape(2, 1, 3, 3)] Tensor format, [Shape(2, 1, 3, 3)] Tensor onLayer, [Shape(2, 1, 3, 3)] Tensor inputs, [Shape(2, 1, 3, 3)] Tensor output,
                    [Shape(2, 1, 3, 3)] Tensor outputSource, [Shape(2, 1, 3, 3)] Tensor outputTarget, [Shape(2, 1, 3, 3)] Tensor outputBuffer,
                    [Shape(2, 1, 3, 3)] Tensor Runs, [Shape(2, 1, 3, 3)] Tensor steps, [Shape(2, 1, 3, 3)] Tensor value, [Shape(2, 1, 3, 3)] Tensor outputOutput) =>
                    Tensor.Concat(arena, weights, profile, runs, image, source, pixels, run, format, onLayer, inputs, output, outputSource, outputTarget, outputBuffer, Runs, steps, value, outputOutput);
            }
            """,
        ["ClashingOutputs"] =
            """
            [CompiledNet] public partial class ClashingOutputs
            {
                static (Tensor pixels, Tensor format, Tensor image, Tensor Input, Tensor arena, Tensor pixelSource, Tensor run, Tensor Image) Forward([Shape(2, 3, 3, 3)] Tensor x) =>
                    (x, x + 1, x + 2, x + 3, x + 4, x + 5, x + 6, x + 7);
            }
            """,
        ["OnlyPixels"] = """[CompiledNet] public partial class OnlyPixels { static Tensor Forward([Shape(2, 3, 3, 3)] Tensor pixels) => pixels * 2; }""",
        ["OddLayers"] =
            """
            [CompiledNet] public partial class OddLayers
            {
                static Tensor Forward([Shape(2, 3, 3)] Tensor x) => x.Conv2d("", 2, 1).Conv2d("0", 2, 1).Conv2d("a.b-c d", 2, 1).Conv2d("<&>\"*/", 2, 1).Conv2d("[0](1)", 2, 1)
                    .Conv2d("_", 2, 1).Conv2d("class", 2, 1).Conv2d("é.ß", 2, 1).Conv2d("two\nlines", 2, 1).Conv2d("a_b", 2, 1).Conv2d("aB", 2, 1).Conv2d("a.B", 2, 1).Conv2d("🙂", 2, 1);
            }
            """,
        ["OwnMembers"] =
            """
            namespace Tables
            {
                [CompiledNet] public partial class OwnMembers
                {
                    static readonly int[] Steps = [4, 2];
                    static Tensor Forward([Shape(2, 3, 3)] Tensor x) { foreach (var width in Steps) x = x.Conv2d($"c{width}", width, 1); return x; }
                }
            }
            """,
    };

    private static readonly Lazy<CompiledSource> compiled = new(() => CompiledSource.Compile([.. sources.Values]));

    public static TheoryData<string> Names => [.. sources.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Code_Compiles(string name)
    {
        var (compilation, _) = CompiledSource.Generate([CompiledSource.SetInUse], sources[name]);
        var generated = compilation.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)).ToHashSet();
        var problems = compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error
                || diagnostic.Severity == DiagnosticSeverity.Warning && generated.Contains(diagnostic.Location.SourceTree!)).ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems.Take(5).Select(problem => CompiledSource.Describe(problem, compilation))));
    }

    [Theory, MemberData(nameof(Names))]
    public void Net_Runs(string name)
    {
        var type = compiled.Value.Net(name);
        EagerComparison.AssertSame(type, sources[name], EagerComparison.InputsOf(type));
        type.FromRandom(1).Profile(1);
    }
}
