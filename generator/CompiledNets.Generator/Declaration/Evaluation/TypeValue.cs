using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>What <c>typeof</c> gives: a type of the declaration, which need not exist in the compiler's process.</summary>
internal sealed class TypeValue(ITypeSymbol type) : IEquatable<TypeValue>
{
    public ITypeSymbol Type => type;

    public bool Equals(TypeValue? other) => other is not null && SymbolEqualityComparer.Default.Equals(type, other.Type);

    public override bool Equals(object? other) => Equals(other as TypeValue);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(type);

    public override string ToString() =>
        type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));
}
