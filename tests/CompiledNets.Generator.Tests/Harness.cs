using System.Collections.Immutable;
using CompiledNets.Generator.Declaration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNets.Generator.Tests;

/// <summary>Compiles sources in memory and runs the generator over them.</summary>
internal static class Harness
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Globalization;
        global using System.Linq;
        global using System.Text;
        global using CompiledNets;
        """;

    private static readonly CSharpParseOptions parsing = new(LanguageVersion.CSharp14);

    private static readonly ImmutableArray<MetadataReference> references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "CompiledNets.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Declarations",
        sources.Prepend(Usings).Select((source, index) => CSharpSyntaxTree.ParseText(source, parsing, $"File{index}.cs")),
        references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, parsing, path);

    public static GeneratorDriver Drive(Compilation compilation) => NewDriver().RunGenerators(compilation, TestContext.Current.CancellationToken);

    public static GeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(
        [new CompiledNetGenerator().AsSourceGenerator()],
        parseOptions: parsing,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>What the generator read from the only net of a compilation.</summary>
    public static DeclarationResult Read(Compilation compilation) =>
        (DeclarationResult)Steps(Drive(compilation), WellKnownTrackingNames.Evaluate).Single().Value;

    public static IEnumerable<(object Value, IncrementalStepRunReason Reason)> Steps(GeneratorDriver driver, string name) =>
        driver.GetRunResult().Results.Single() is { Exception: null } result
            ? result.TrackedSteps.TryGetValue(name, out var steps) ? steps.SelectMany(step => step.Outputs) : []
            : throw driver.GetRunResult().Results.Single().Exception!;

    /// <summary>A net whose Forward has the given statements; <c>Say</c> makes a layer whose name tells a value.</summary>
    public static string Net(string statements, string others = "") =>
        $$"""
        [CompiledNet]
        public partial class Net
        {
            public static Tensor Forward([Shape(3, 32, 32)] Tensor x)
            {
                {{statements}}
                return x;
            }

            static Tensor Say(Tensor x, string text) => x.Conv2d(text, 3, 1, bias: false);
            static Tensor Say(Tensor x, object value) => Say(x, FormattableString.Invariant($"{value}"));
        }
        {{others}}
        """;
}
