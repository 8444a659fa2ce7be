using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>What the type parameters of the running method and its type stand for.</summary>
internal sealed class TypeArguments
{
    public static readonly TypeArguments None = new([]);

    private readonly Dictionary<ITypeParameterSymbol, ITypeSymbol> arguments;

    private TypeArguments(Dictionary<ITypeParameterSymbol, ITypeSymbol> arguments) => this.arguments = arguments;

    /// <summary>These and those of a constructed type and the types around it.</summary>
    public TypeArguments With(INamedTypeSymbol? type)
    {
        var result = this;
        for (; type is not null; type = type.ContainingType)
            result = result.With(type.OriginalDefinition.TypeParameters, type.TypeArguments);
        return result;
    }

    /// <summary>These and others.</summary>
    public TypeArguments With(IReadOnlyList<ITypeParameterSymbol> parameters, IReadOnlyList<ITypeSymbol> values)
    {
        if (parameters.Count == 0) return this;
        var longer = new Dictionary<ITypeParameterSymbol, ITypeSymbol>(arguments, SymbolEqualityComparer.Default);
        for (var i = 0; i < parameters.Count; i++) longer[parameters[i]] = values[i];
        return new TypeArguments(longer);
    }

    /// <summary>A type with the parameters replaced.</summary>
    public ITypeSymbol Close(ITypeSymbol type, Compilation compilation)
    {
        if (arguments.Count == 0) return type;
        switch (type)
        {
            case ITypeParameterSymbol parameter:
                return arguments.TryGetValue(parameter.OriginalDefinition as ITypeParameterSymbol ?? parameter, out var argument)
                    ? argument
                    : type;
            case IArrayTypeSymbol array:
                return compilation.CreateArrayTypeSymbol(Close(array.ElementType, compilation), array.Rank);
            case INamedTypeSymbol { IsGenericType: true } named:
                return Close(named, compilation);
            default:
                return type;
        }
    }

    /// <summary>A method with the parameters in its type arguments and its type replaced.</summary>
    public IMethodSymbol Close(IMethodSymbol method, Compilation compilation)
    {
        if (arguments.Count == 0) return method;
        var result = method;
        if (method.ContainingType is { IsGenericType: true } type)
        {
            var closed = Close(type, compilation);
            result = closed.GetMembers(method.Name).OfType<IMethodSymbol>()
                .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, method.OriginalDefinition))
                    ?? method;
        }
        return method.TypeArguments.Length == 0
            ? result
            : result.OriginalDefinition.Equals(result.ConstructedFrom, SymbolEqualityComparer.Default) || result.IsGenericMethod
                ? result.ConstructedFrom.Construct(method.TypeArguments.Select(argument => Close(argument, compilation)).ToArray())
                : result;
    }

    private INamedTypeSymbol Close(INamedTypeSymbol type, Compilation compilation)
    {
        if (!type.IsGenericType) return type;
        var definition = type.OriginalDefinition;
        if (type.ContainingType is { IsGenericType: true } containing)
            definition = Close(containing, compilation).GetTypeMembers(type.Name, type.Arity).FirstOrDefault() ?? definition;
        return type.Arity == 0
            ? definition
            : definition.Construct(type.TypeArguments.Select(argument => Close(argument, compilation)).ToArray());
    }
}
