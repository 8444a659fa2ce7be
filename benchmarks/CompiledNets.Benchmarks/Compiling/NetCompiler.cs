extern alias Generator;

using System.Collections.Immutable;
using Generator::CompiledNets.Generator;
using Generator::CompiledNets.Generator.Declaration;
using Generator::CompiledNets.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNets.Benchmarks.Compiling;

/// <summary>Compiles declarations within this process, as a build does.</summary>
internal static class NetCompiler
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using CompiledNets;
        """;

    private static readonly CSharpParseOptions parsing = new(LanguageVersion.CSharp14);

    private static readonly ImmutableArray<MetadataReference> references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "CompiledNets.dll" || Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly ImmutableArray<SyntaxTree> models = [Parse(Usings), .. NetSources.Models().Select(Parse)];

    /// <summary>A compilation of declarations, together with the well-known architectures that they may call.</summary>
    public static CSharpCompilation Compile(params IEnumerable<string> declarations) => CSharpCompilation.Create(
        "Declarations", [.. declarations.Select(Parse), .. models], references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable,
            allowUnsafe: true));

    public static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, parsing);

    public static GeneratorDriver NewDriver() => CSharpGeneratorDriver.Create([new CompiledNetGenerator().AsSourceGenerator()], parseOptions: parsing);

    /// <summary>What the generator reads from the declaration of a net.</summary>
    public static NetDeclaration Evaluate(Compilation compilation, string name)
    {
        var type = compilation.GetTypeByMetadataName($"CompiledNets.Benchmarks.Nets.{name}")!;
        var forward = type.GetMembers("Forward").OfType<IMethodSymbol>().Single();
        var diagnostics = new List<DiagnosticInfo>();
        var signature = ForwardSignature.Read(forward, type, diagnostics, CancellationToken.None);
        var graph = signature is null ? null : GraphReader.Read(forward, signature, compilation, diagnostics, CancellationToken.None);
        return graph is null
            ? throw new InvalidOperationException($"{name}: {diagnostics[0].ToDiagnostic()}")
            : new NetDeclaration(
                type.ContainingNamespace.ToDisplayString(), [], name, "public", type.ToDisplayString(), [], name, graph, new NetOptions(Winograd: true));
    }

    /// <summary>Writes the assembly.</summary>
    /// <exception cref="InvalidOperationException">The code has an error.</exception>
    public static byte[] Emit(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        return result.Success
            ? stream.ToArray()
            : throw new InvalidOperationException(result.Diagnostics.First(one => one.Severity == DiagnosticSeverity.Error).ToString());
    }
}
