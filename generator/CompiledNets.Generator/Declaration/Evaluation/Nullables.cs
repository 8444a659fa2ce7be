using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>Questions about nullable value types, whose values are held as null or the value itself.</summary>
internal static class Nullables
{
    public static bool Is(ITypeSymbol? type) => type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    public static ITypeSymbol Unwrap(ITypeSymbol type) => Is(type) ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
}
