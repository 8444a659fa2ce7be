using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNets.Generator.Emission;

/// <summary>
/// The types that generated code names. It stands in the user's class and namespace, where the same names may mean something of the
/// user's; only those are then written in full, so that all other code stays readable.
/// </summary>
internal static class QualifiedNames
{
    private static readonly (string Namespace, string[] Types)[] types =
    [
        ("System", ["Action", "AppContext", "ArgumentException", "ArgumentOutOfRangeException", "GC", "ReadOnlySpan", "Span"]),
        ("System.IO", ["Path", "Stream"]),
        ("System.Runtime.CompilerServices", ["MethodImpl", "MethodImplOptions", "Unsafe"]),
        ("System.Runtime.InteropServices", ["MemoryMarshal"]),
        ("CompiledNets", [
            "Eager", "Graph", "ICompiledNet", "IUnaryNet", "NetInfo", "NetProfile", "Parameter", "ParameterKind", "PixelFormat", "RandomWeights", "SafeTensors",
            "Tensor", "TensorShape", "WeightException", "WeightSource"]),
        ("CompiledNets.Runtime", ["AlignedBuffer", "FoldedNorm", "ImageLayout", "Lanes", "PackedWeights", "RunArguments", "WeightPacker", "Worker", "WorkerTeam"]),
        ("CompiledNets.Generated", ["Kernels"]),
    ];

    /// <summary>The namespace of each type.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        types.SelectMany(space => space.Types, (space, type) => (space.Namespace, type)).ToDictionary(name => name.type, name => name.Namespace);

    /// <summary>A file with some of the names in full.</summary>
    public static string Qualify(string text, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0) return text;
        var qualified = new StringBuilder(text);
        var root = CSharpSyntaxTree.ParseText(text).GetRoot();
        foreach (var name in root.DescendantNodes(descendIntoTrivia: true).OfType<SimpleNameSyntax>().Reverse())
            if (names.Contains(name.Identifier.Text) && IsFirst(name))
                qualified.Insert(name.SpanStart, $"global::{All[name.Identifier.Text]}.");
        return qualified.ToString();
    }

    // Neither behind a dot nor the name of an argument.
    private static bool IsFirst(SimpleNameSyntax name) => name.Parent switch
    {
        QualifiedNameSyntax parts => parts.Left == name,
        AliasQualifiedNameSyntax => false,
        MemberAccessExpressionSyntax access => access.Expression == name,
        NameColonSyntax => false,
        _ => true,
    };
}
