using CompiledNets.Generator.Emission;
using CompiledNets.Generator.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
                    .Conv2d("_", 2, 1).Conv2d("class", 2, 1).Conv2d("é.ß", 2, 1).Conv2d("two\nlines", 2, 1).Conv2d("a_b", 2, 1).Conv2d("aB", 2, 1).Conv2d("a.B", 2, 1).Conv2d("pointwise", 2, 1).Conv2d("🙂", 2, 1);
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

    // Types and members of the user with the names of those that the generated code uses.
    private static readonly Dictionary<string, string> hiding = new()
    {
        ["InGlobalNamespace"] =
            """
            global using Parameter = System.Int32;
            global using V = System.Collections.Generic.List<int>;
            global using static System.Math;
            using Nets = CompiledNets;
            class Kernels { } class RunArguments { } class VectorMath { } class Vector256 { } class Math { } class Unsafe { } class SafeTensors { }
            [Nets.CompiledNet] public partial class InGlobalNamespace
            {
                static Nets.Tensor Forward([Nets.Shape(8, 8, 8)] Nets.Tensor x) =>
                    x.Conv2d("c", 9, 3).BatchNorm2d("n").Sigmoid().MaxPool2d(3, 1, 1).AdaptiveAvgPool2d((3, 2)).Flatten().Linear("l", 5).Softmax();
            }
            """,
        ["InNamespace"] =
            """
            namespace Hiding
            {
                using CompiledNets;
                class Graph; class Lanes; class Eager; class GC; class NetInfo; class NetProfile; class Kernels; class PixelFormat; class WeightPacker; class Stream;
                class ArgumentException; class Action<A, B>; class ReadOnlySpan<T>; class Span<T>; class AlignedBuffer; class FoldedNorm; class MethodImpl; class RandomWeights;
                [CompiledNet] public partial class InNamespace { static Tensor Forward([Shape(4, 8, 8)] Tensor x) => x.Conv2d("c", 9, 3).BatchNorm2d("n").Sigmoid(); }
            }
            """,
        ["ByMembers"] =
            """
            [CompiledNet] public partial class ByMembers
            {
                static readonly int[] Kernels = [3, 5];
                const int Parameter = 4;
                record TensorShape(int Channels); record struct ImageLayout(int A); enum ParameterKind { A } class WeightSource;
                static Tensor Forward([Shape(4, 8, 8)] Tensor x) => x.Conv2d("c", new TensorShape(7).Channels, Kernels[1]).Conv2d("d", Parameter, 1).Flatten().Linear("l", new ImageLayout(3).A);
            }
            """,
        ["Graph"] = """namespace Own { [CompiledNet] public partial class Graph { static Tensor Forward([Shape(4, 8, 8)] Tensor x) => x.Conv2d("c", 9, 3); } }""",
        ["Inner"] = """namespace Own.CompiledNets.System { using global::CompiledNets; [CompiledNet] public partial class Inner { static Tensor Forward([Shape(4, 8, 8)] Tensor x) => x.Conv2d("c", 9, 3); } }""",
    };

    private static readonly Lazy<CompiledSource> hidden = new(() => CompiledSource.Compile([.. hiding.Values]));

    private static readonly Lazy<CompiledSource> compiled = new(() => CompiledSource.Compile([.. sources.Values]));

    public static TheoryData<string> Names => [.. sources.Keys];

    public static TheoryData<string> HidingNames => [.. hiding.Keys];

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

    [Theory, MemberData(nameof(HidingNames))]
    public void ANetAmongTypesWithNamesOfTheGeneratedCode_Runs(string name)
    {
        var type = hidden.Value.Net(name);
        EagerComparison.AssertSame(type, hiding[name], EagerComparison.InputsOf(type));
        type.FromRandom(1).Profile(1);
    }

    [Fact]
    public void OnlyHiddenNamesAreWrittenInFull()
    {
        Assert.Contains("global::CompiledNets.Generated.Kernels.Conv", hidden.Value.Files["ByMembers.Run.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("global::CompiledNets", compiled.Value.Files["Global.Run.g.cs"], StringComparison.Ordinal);
    }

    // Reads the generated code as the compiler does, so that a type which it names anew must be added to the table.
    [Fact]
    public void EveryTypeOfTheGeneratedCode_IsKnownByItsName()
    {
        const string net =
            """
            [CompiledNet] public partial class Net
            {
                static (Tensor A, Tensor B) Forward([Shape(3, 9, 9)] Tensor x) =>
                    (x.Conv2d("a", 16, 3, padding: 1).BatchNorm2d("n").Relu().Conv2d("b", 16, 3, padding: 1).Conv2d("d", 16, 3, groups: 16), Tensor.Concat(x, x.Conv2d("p", 5, 1)).Flatten().Linear("l", 3).PRelu("r").Softmax());
            }
            [CompiledNet] public partial class Unary { static Tensor Forward([Shape(3, 9, 9)] Tensor x) => x.Conv2d("a", 16, 1); }
            """;
        var (compilation, generated) = CompiledSource.Generate([CompiledSource.SetInUse], net);
        var named = generated.GeneratedTrees.Where(tree => !Path.GetFileName(tree.FilePath).StartsWith("Kernels.", StringComparison.Ordinal)).SelectMany(tree =>
        {
            var model = compilation.GetSemanticModel(tree);
            return tree.GetRoot().DescendantNodes(descendIntoTrivia: true).OfType<SimpleNameSyntax>()
                .Where(name => name.Parent is not (QualifiedNameSyntax or AliasQualifiedNameSyntax or UsingDirectiveSyntax))
                .Select(name => (Name: name.Identifier.Text, Type: TypeOf(model.GetSymbolInfo(name).Symbol)));
        });
        var unknown = named.Where(name => name.Type is { ContainingNamespace.IsGlobalNamespace: false, ContainingType: null } type && !QualifiedNames.All.ContainsKey(name.Name));
        Assert.Empty(unknown.Select(name => name.Name).Distinct());

        static INamedTypeSymbol? TypeOf(ISymbol? symbol) =>
            symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? constructor.ContainingType : symbol as INamedTypeSymbol;
    }
}
