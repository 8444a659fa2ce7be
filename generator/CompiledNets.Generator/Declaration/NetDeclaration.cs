using CompiledNets.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaration;

/// <summary>One net as the user declared it: where its code goes, and its graph. A value without symbols behind it.</summary>
/// <param name="Namespace">The namespace of the class; empty for the global one.</param>
/// <param name="ContainingTypes">The types around the class, outermost first.</param>
/// <param name="ClassName">The name of the class.</param>
/// <param name="Accessibility">The accessibility as C# writes it, such as <c>public</c>.</param>
/// <param name="FullName">The namespace, the types around the class and its name as C# writes them, with dots between.</param>
/// <param name="HiddenNames">Names of types in generated code that mean something else within the class, and are written in full.</param>
/// <param name="HintName">The beginning of the names of the generated files; unique in the compilation.</param>
/// <param name="Graph">What Forward computes.</param>
/// <param name="Options">The settings of the attribute.</param>
internal sealed record NetDeclaration(
    string Namespace,
    EquatableArray<ContainingType> ContainingTypes,
    string ClassName,
    string Accessibility,
    string FullName,
    EquatableArray<string> HiddenNames,
    string HintName,
    Graph Graph,
    NetOptions Options);

/// <summary>A type around the class of a net.</summary>
/// <param name="Keyword">How it is declared, such as <c>class</c> or <c>record struct</c>.</param>
/// <param name="Name">Its name.</param>
internal sealed record ContainingType(string Keyword, string Name);

/// <summary>The settings of <c>[CompiledNet]</c>.</summary>
/// <param name="Winograd">Whether convolutions may be computed by Winograd's method.</param>
/// <param name="Weights">The weight file that is packed when the project is built; null where there is none.</param>
internal sealed record NetOptions(bool Winograd, string? Weights = null)
{
    /// <summary>Reads the named arguments of the attribute.</summary>
    public static NetOptions Of(AttributeData attribute) =>
        new(
            Winograd: attribute.NamedArguments.All(argument => argument.Key != nameof(Winograd) || argument.Value.Value is not false),
            Weights: attribute.NamedArguments.FirstOrDefault(argument => argument.Key == nameof(Weights)).Value.Value as string);
}

/// <summary>What reading a declaration gave: a net, or what is wrong with it.</summary>
/// <param name="Declaration">The net; null where something is wrong.</param>
/// <param name="Diagnostics">What is wrong.</param>
/// <param name="WeightsLocation">Where the attribute names a weight file.</param>
internal sealed record DeclarationResult(NetDeclaration? Declaration, EquatableArray<DiagnosticInfo> Diagnostics, LocationInfo? WeightsLocation);
