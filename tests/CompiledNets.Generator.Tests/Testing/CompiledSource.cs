extern alias Runtime;

using System.Collections.Immutable;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Loader;
using CompiledNets.Generator.Kernels;
using CompiledNets.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CompiledNets.Generator.Tests.Testing;

/// <summary>C# source with nets, compiled together with what the generator writes, and loaded.</summary>
internal sealed class CompiledSource
{
    private readonly System.Reflection.Assembly assembly;
    private readonly IReadOnlyDictionary<ISymbol, string> adapters;

    private CompiledSource(System.Reflection.Assembly assembly, IReadOnlyDictionary<ISymbol, string> adapters, GeneratorDriverRunResult generated)
    {
        (this.assembly, this.adapters) = (assembly, adapters);
        Files = generated.GeneratedTrees.ToDictionary(tree => Path.GetFileName(tree.FilePath), tree => tree.ToString());
        PlannedNets = PlannedIn(generated).ToList();
    }

    /// <summary>Set where kernels are to run with AVX-512 although the processor has it not: .NET then computes 512-bit vectors by halves.</summary>
    public const string EmulationVariable = "COMPILEDNETS_TESTS_EMULATE_AVX512";

    private static readonly bool emulatesAvx512 = Environment.GetEnvironmentVariable(EmulationVariable) is not null;

    /// <summary>The instruction set that kernels run with in this process.</summary>
    public static InstructionSet SetInUse { get; } =
        Avx512F.IsSupported || emulatesAvx512 ? InstructionSet.Avx512
        : Avx2.IsSupported && Fma.IsSupported ? InstructionSet.Avx2
        : AdvSimd.Arm64.IsSupported ? InstructionSet.AdvSimd
        : InstructionSet.Vector128;

    /// <summary>What the generator wrote, by file name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>What the generator has planned.</summary>
    public IReadOnlyList<PlannedNet> PlannedNets { get; }

    /// <summary>Compiles for the instruction set in use.</summary>
    public static CompiledSource Compile(params string[] sources) => Load(Generate([SetInUse], sources));

    /// <summary>Compiles a compilation with options of its own for the instruction set in use.</summary>
    public static CompiledSource Compile(CSharpCompilation compilation) => Load(Generate([SetInUse], compilation));

    /// <summary>The compilation with what the generator writes for some instruction sets; fails where the generator reports anything.</summary>
    public static (Compilation Compilation, GeneratorDriverRunResult Generated) Generate(IReadOnlyList<InstructionSet> sets, params string[] sources)
    {
        return Generate(sets, Harness.Compile(sources));
    }

    /// <summary>The same for a compilation, whose documentation is parsed and whose warnings are all reported.</summary>
    public static (Compilation Compilation, GeneratorDriverRunResult Generated) Generate(IReadOnlyList<InstructionSet> sets, CSharpCompilation compilation)
    {
        var parsing = ((CSharpParseOptions)compilation.SyntaxTrees[0].Options).WithDocumentationMode(DocumentationMode.Diagnose);
        compilation = compilation
            .WithOptions(compilation.Options.WithOptimizationLevel(OptimizationLevel.Release).WithWarningLevel(9999))
            .RemoveAllSyntaxTrees()
            .AddSyntaxTrees(compilation.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.GetText(), parsing, tree.FilePath)));
        var driver = CSharpGeneratorDriver.Create(
            [new CompiledNetGenerator().AsSourceGenerator()], parseOptions: parsing, optionsProvider: new KernelSetOptions(sets),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        var result = driver.RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics).GetRunResult();
        if (result.Results.Single().Exception is { } exception) Assert.Fail($"{exception}");
        if (!diagnostics.IsEmpty) Assert.Fail(string.Join("\n", diagnostics.Select(diagnostic => Describe(diagnostic, compilation))));
        return (emulatesAvx512 ? WithoutGuards(generated) : generated, result);
    }

    private static Compilation WithoutGuards(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var text = tree.ToString();
            if (text.Contains(InstructionSet.Avx512.Guard!))
                compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text.Replace(InstructionSet.Avx512.Guard!, "true"), (CSharpParseOptions)tree.Options, tree.FilePath));
        }
        return compilation;
    }

    /// <summary>The only net.</summary>
    public ITestedNetType Net() => Adapted(adapters.Values.Single());

    /// <summary>A net by the name of its class.</summary>
    public ITestedNetType Net(string className) => Adapted(adapters.Single(adapter => adapter.Key.Name == className).Value);

    /// <summary>What the generator planned in a run.</summary>
    public static IEnumerable<PlannedNet> PlannedIn(GeneratorDriverRunResult generated) =>
        generated.Results.Single().TrackedSteps.TryGetValue(WellKnownTrackingNames.Plans, out var steps)
            ? steps.SelectMany(step => step.Outputs).Select(output => (PlannedNet)output.Value)
            : [];

    /// <summary>The text of a tree with numbered lines around what is wrong in it.</summary>
    public static string Describe(Diagnostic diagnostic, Compilation compilation)
    {
        const int around = 3;
        if (diagnostic.Location.SourceTree is not { } tree) return diagnostic.ToString();
        var at = diagnostic.Location.GetLineSpan().StartLinePosition.Line;
        var lines = tree.GetText().Lines;
        var numbered = Enumerable.Range(Math.Max(0, at - around), Math.Min(lines.Count, at + around + 1) - Math.Max(0, at - around))
            .Select(line => $"{(line == at ? ">" : " ")}{line + 1,6}  {lines[line]}");
        return $"{diagnostic}\n{string.Join("\n", numbered)}";
    }

    /// <summary>Compiles and loads what <see cref="Generate(IReadOnlyList{InstructionSet}, string[])"/> gives.</summary>
    public static CompiledSource Load((Compilation Compilation, GeneratorDriverRunResult Generated) source)
    {
        var nets = NetsOf(source.Compilation).ToList();
        var trees = nets.Select(net => CSharpSyntaxTree.ParseText(Adapter.Of(net), (CSharpParseOptions)source.Compilation.SyntaxTrees.First().Options));
        var compilation = source.Compilation
            .AddReferences(MetadataReference.CreateFromFile(typeof(ITestedNet).Assembly.Location))
            .AddSyntaxTrees(trees);
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        if (!emitted.Success)
            Assert.Fail(string.Join("\n\n", emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(10).Select(diagnostic => Describe(diagnostic, compilation))));
        stream.Position = 0;
        // Collectible, so that its memory goes with the tests that hold it.
        var assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream);
        return new CompiledSource(assembly, nets.ToDictionary(net => (ISymbol)net, Adapter.NameOf, SymbolEqualityComparer.Default), source.Generated);
    }

    private static IEnumerable<INamedTypeSymbol> NetsOf(Compilation compilation) =>
        compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>()
            .Where(type => type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompiledNetAttribute"));

    private ITestedNetType Adapted(string name) => (ITestedNetType)Activator.CreateInstance(assembly.GetType(name, throwOnError: true)!)!;

    private sealed class KernelSetOptions(IReadOnlyList<InstructionSet> sets) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(
            ImmutableDictionary<string, string>.Empty.Add("build_property.CompiledNetsKernelSets", string.Join(",", sets.Select(set => set.Name))));

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(ImmutableDictionary<string, string>.Empty);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(ImmutableDictionary<string, string>.Empty);
    }

    private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
