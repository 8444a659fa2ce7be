using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>
/// Finds the method of this process that a method symbol of .NET or of the library names: by its name and the types of its
/// parameters, so that no table of operators is needed.
/// </summary>
internal sealed class ExternalMembers(TypeMap types)
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static;

    // Types of this process only, so that nothing of a compilation is kept alive.
    private static readonly ConcurrentDictionary<Type, ILookup<string, MethodInfo>> named = new();

    private readonly Dictionary<ISymbol, MethodBase?> methods = new(SymbolEqualityComparer.Default);

    /// <summary>The method or constructor; null where this process has none that fits.</summary>
    public MethodBase? Find(IMethodSymbol method)
    {
        if (!methods.TryGetValue(method, out var found)) methods[method] = found = Search(method);
        return found;
    }

    /// <summary>The field of a type of this process.</summary>
    public FieldInfo? Find(IFieldSymbol field) => types.Find(field.ContainingType)?.GetField(field.Name, Public);

    private MethodBase? Search(IMethodSymbol method)
    {
        var parameters = method.Parameters.Select(ParameterType).ToArray();
        if (parameters.Contains(null)) return null;
        return Homes(method).SelectMany(home => Candidates(home, method)).FirstOrDefault(candidate => Fits(candidate, parameters!))
            ?? Homes(method).SelectMany(home => Candidates(home, method)).FirstOrDefault(candidate => Accepts(candidate, parameters!));
    }

    private Type? ParameterType(IParameterSymbol parameter)
    {
        var type = types.Find(parameter.Type);
        return parameter.RefKind == RefKind.None ? type : type?.MakeByRefType();
    }

    // Where the .NET that runs the compiler is older than the user's, or has the method for spans only.
    private IEnumerable<Type> Homes(IMethodSymbol method)
    {
        var home = types.Find(method.ContainingType);
        if (home is not null && home != typeof(MemoryExtensions)) yield return home;
        if (method.ContainingType.Name == nameof(MemoryExtensions)) yield return typeof(SpanMethods);
        if (home == typeof(Enumerable) || home == typeof(Math)) yield return typeof(NewerMethods);
    }

    private IEnumerable<MethodBase> Candidates(Type home, IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.Constructor) return home.GetConstructors(Public & ~BindingFlags.Static);
        return named.GetOrAdd(home, type => type.GetMethods(Public).ToLookup(candidate => candidate.Name))[method.MetadataName]
            .Where(candidate => candidate.GetParameters().Length == method.Parameters.Length
                && candidate.GetGenericArguments().Length == method.TypeArguments.Length)
            .Select(candidate => Close(candidate, method)!)
            .Where(candidate => candidate is not null && Returns(candidate, method));
    }

    // Conversion operators differ in nothing but what they return.
    private bool Returns(MethodInfo candidate, IMethodSymbol method) =>
        method.MethodKind != MethodKind.Conversion || candidate.ReturnType == types.Find(method.ReturnType);

    private MethodInfo? Close(MethodInfo candidate, IMethodSymbol method)
    {
        if (!candidate.IsGenericMethodDefinition) return candidate;
        var arguments = method.TypeArguments.Select(types.Find).ToArray();
        if (arguments.Contains(null)) return null;
        try
        {
            return candidate.MakeGenericMethod(arguments!);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool Fits(MethodBase candidate, Type[] parameters) =>
        candidate.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(parameters);

    private static bool Accepts(MethodBase candidate, Type[] parameters)
    {
        var declared = candidate.GetParameters();
        return declared.Length == parameters.Length
            && declared.Zip(parameters, (to, from) => to.ParameterType.IsAssignableFrom(from)).All(fits => fits);
    }
}
