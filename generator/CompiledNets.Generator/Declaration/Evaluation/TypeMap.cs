using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>
/// Which type of this process holds the values of a type of the declaration: .NET's own types themselves, so that reflection
/// can call them; the generator's copy for those of the library; <see cref="UserObject"/> and <see cref="EnumValue"/> for the user's.
/// </summary>
internal sealed class TypeMap(Compilation compilation)
{
    private const string LibraryName = "CompiledNets";

    private readonly Dictionary<ITypeSymbol, Type?> known = new(SymbolEqualityComparer.Default);

    /// <summary>True where a symbol is declared in the source that is being compiled.</summary>
    public bool IsUser(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    /// <summary>True where a symbol belongs to the runtime library.</summary>
    public bool IsLibrary(ISymbol symbol) => !IsUser(symbol) && symbol.ContainingAssembly?.Name == LibraryName;

    /// <summary>The type that holds the values of a type without open parameters; null where a declaration cannot use it.</summary>
    public Type? Find(ITypeSymbol type)
    {
        if (known.TryGetValue(type, out var found)) return found;
        found = type switch
        {
            IArrayTypeSymbol { Rank: 1 } array => Find(array.ElementType)?.MakeArrayType(),
            IArrayTypeSymbol array => Find(array.ElementType)?.MakeArrayType(array.Rank),
            INamedTypeSymbol named => Find(named),
            _ => null,
        };
        known[type] = found;
        return found;
    }

    /// <summary>True for spans, whose values are held as arrays.</summary>
    public static bool IsSpan(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Arity: 1, Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" }
        && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    private Type? Find(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Error) return null;
        if (type.TypeKind == TypeKind.Delegate && (IsUser(type) || !PureTypes.Contains(type))) return DelegateOf(type);
        if (IsUser(type) && type.TypeKind == TypeKind.Enum) return typeof(EnumValue);
        if (IsUser(type) || type.IsAnonymousType) return typeof(UserObject);
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T) return NullableOf(type);
        if (IsSpan(type)) return Find(type.TypeArguments[0])?.MakeArrayType();
        if (type is { Name: "Type", ContainingNamespace.Name: "System" }) return typeof(TypeValue);
        if (type is { Name: "FormattableString", ContainingNamespace.Name: "System" }) return typeof(string);
        if (IsLibrary(type)) return Close(LibraryType(type), type);
        return PureTypes.Contains(type) ? Close(PureTypes.Find(type), type) : null;
    }

    private static Type? LibraryType(INamedTypeSymbol type)
    {
        var found = typeof(Tensor).Assembly.GetType(PureTypes.MetadataName(type.OriginalDefinition), throwOnError: false);
        return found is { IsVisible: true } ? found : null;
    }

    private Type? NullableOf(INamedTypeSymbol type)
    {
        var inner = Find(type.TypeArguments[0]);
        return inner is { IsValueType: true } ? typeof(Nullable<>).MakeGenericType(inner) : inner;
    }

    private Type? Close(Type? definition, INamedTypeSymbol type)
    {
        if (definition is not { IsGenericTypeDefinition: true }) return definition;
        var arguments = new List<Type>();
        for (var part = type; part is not null; part = part.ContainingType)
        {
            var own = part.TypeArguments.Select(Find).ToList();
            if (own.Contains(null)) return null;
            arguments.InsertRange(0, own!);
        }
        try
        {
            return definition.MakeGenericType([.. arguments]);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Delegate types of the user, and those that the compiler makes for var, become Func or Action.
    private Type? DelegateOf(INamedTypeSymbol type)
    {
        var invoke = type.DelegateInvokeMethod!;
        if (invoke.Parameters.Any(parameter => parameter.RefKind != RefKind.None)) return null;
        var types = invoke.Parameters.Select(parameter => Find(parameter.Type)).ToList();
        if (!invoke.ReturnsVoid) types.Add(Find(invoke.ReturnType));
        if (types.Contains(null)) return null;
        return invoke.ReturnsVoid
            ? System.Linq.Expressions.Expression.GetActionType([.. types!])
            : System.Linq.Expressions.Expression.GetFuncType([.. types!]);
    }
}
