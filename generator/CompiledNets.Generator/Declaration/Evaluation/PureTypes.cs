using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>The parts of .NET that a declaration may use: what they do depends on nothing but their arguments.</summary>
internal static class PureTypes
{
    private const string OfTheMachine = "it differs from machine to machine; use CultureInfo.InvariantCulture";

    private static readonly HashSet<string> names =
    [
        "System.Object", "System.ValueType", "System.Enum", "System.String", "System.Char", "System.Boolean", "System.SByte", "System.Byte",
        "System.Int16", "System.UInt16", "System.Int32", "System.UInt32", "System.Int64", "System.UInt64", "System.Single",
        "System.Double", "System.Decimal", "System.Half", "System.Int128", "System.UInt128", "System.IntPtr", "System.UIntPtr",
        "System.Void", "System.Nullable`1", "System.Math", "System.MathF",
        "System.Convert", "System.Array", "System.Index", "System.Range", "System.Tuple", "System.ValueTuple", "System.Delegate",
        "System.MulticastDelegate", "System.Predicate`1", "System.Comparison`1", "System.Converter`2", "System.IComparable",
        "System.IComparable`1", "System.IEquatable`1", "System.IFormattable", "System.IFormatProvider", "System.IDisposable",
        "System.StringComparison", "System.StringComparer", "System.StringSplitOptions", "System.MidpointRounding",
        "System.MemoryExtensions", "System.Numerics.BitOperations", "System.Numerics.BigInteger", "System.Text.StringBuilder",
        "System.Globalization.CultureInfo", "System.Globalization.NumberStyles", "System.Linq.Enumerable", "System.Linq.IGrouping`2",
        "System.Linq.ILookup`2", "System.Linq.Lookup`2", "System.Linq.IOrderedEnumerable`1", "System.Collections.IEnumerable",
        "System.Collections.IEnumerator", "System.Collections.IList", "System.Collections.ICollection", "System.Collections.IDictionary",
        "System.Collections.Generic.List`1", "System.Collections.Generic.Dictionary`2", "System.Collections.Generic.HashSet`1",
        "System.Collections.Generic.Queue`1", "System.Collections.Generic.Stack`1", "System.Collections.Generic.LinkedList`1",
        "System.Collections.Generic.LinkedListNode`1", "System.Collections.Generic.SortedDictionary`2",
        "System.Collections.Generic.SortedList`2", "System.Collections.Generic.SortedSet`1", "System.Collections.Generic.KeyValuePair",
        "System.Collections.Generic.KeyValuePair`2", "System.Collections.Generic.Comparer`1",
        "System.Collections.Generic.EqualityComparer`1", "System.Collections.Generic.CollectionExtensions",
        "System.Collections.Generic.IEnumerable`1", "System.Collections.Generic.IEnumerator`1", "System.Collections.Generic.ICollection`1",
        "System.Collections.Generic.IList`1", "System.Collections.Generic.ISet`1", "System.Collections.Generic.IDictionary`2",
        "System.Collections.Generic.IReadOnlyCollection`1", "System.Collections.Generic.IReadOnlyList`1",
        "System.Collections.Generic.IReadOnlyDictionary`2", "System.Collections.Generic.IReadOnlySet`1",
        "System.Collections.Generic.IComparer`1", "System.Collections.Generic.IEqualityComparer`1",
        "System.Collections.ObjectModel.ReadOnlyCollection`1", "System.Collections.ObjectModel.Collection`1",
        "System.Collections.ObjectModel.ReadOnlyDictionary`2", "System.Collections.Immutable.ImmutableArray",
        "System.Collections.Immutable.ImmutableArray`1", "System.Collections.Immutable.ImmutableList",
        "System.Collections.Immutable.ImmutableList`1", "System.Collections.Immutable.ImmutableDictionary",
        "System.Collections.Immutable.ImmutableDictionary`2", "System.Collections.Immutable.ImmutableHashSet",
        "System.Collections.Immutable.ImmutableHashSet`1", "System.Collections.Immutable.ImmutableSortedDictionary",
        "System.Collections.Immutable.ImmutableSortedDictionary`2", "System.Collections.Frozen.FrozenDictionary",
        "System.Collections.Frozen.FrozenDictionary`2", "System.Collections.Frozen.FrozenSet", "System.Collections.Frozen.FrozenSet`1",
        "System.Linq.ImmutableArrayExtensions", "System.Diagnostics.UnreachableException",
        "System.Collections.Generic.PriorityQueue`2", "System.Lazy`1",
    ];

    // Members of pure types whose result differs from run to run, from machine to machine, or from culture to culture.
    private static readonly Dictionary<string, string> impure = new()
    {
        ["System.Object.GetHashCode"] = "hash codes differ from run to run",
        ["System.String.GetHashCode"] = "hash codes differ from run to run",
        ["System.String.CopyTo"] = "it writes into memory",
        ["System.Globalization.CultureInfo.get_CurrentCulture"] = OfTheMachine,
        ["System.Globalization.CultureInfo.get_CurrentUICulture"] = OfTheMachine,
        ["System.Globalization.CultureInfo.get_InstalledUICulture"] = OfTheMachine,
        ["System.Linq.Enumerable.Shuffle"] = "its result differs from run to run",
    };

    private static readonly Type[] roots =
        [typeof(object), typeof(Enumerable), typeof(HashSet<>), typeof(Stack<>), typeof(LinkedList<>), typeof(ImmutableArray),
            typeof(StringBuilder), typeof(System.Numerics.BigInteger)];

    /// <summary>True where a declaration may use a type of .NET.</summary>
    public static bool Contains(INamedTypeSymbol type)
    {
        var outer = type;
        while (outer.ContainingType is { } containing) outer = containing;
        var name = MetadataName(outer);
        return names.Contains(name)

            || name.StartsWith("System.Func`", StringComparison.Ordinal)
            || name == "System.Action"
            || name.StartsWith("System.Action`", StringComparison.Ordinal)
            || name.StartsWith("System.Tuple`", StringComparison.Ordinal) || name.StartsWith("System.ValueTuple`", StringComparison.Ordinal)
            || IsException(type);
    }

    /// <summary>Why a method of a pure type must not be called; null where it may.</summary>
    public static string? Objection(IMethodSymbol method)
    {
        var name = $"{MetadataName(method.ContainingType.OriginalDefinition)}.{method.Name}";
        return impure.TryGetValue(name, out var reason) ? reason : null;
    }

    /// <summary>The generic definition of a type in this process; null where the .NET that runs the compiler lacks it.</summary>
    public static Type? Find(INamedTypeSymbol type)
    {
        var name = MetadataName(type.OriginalDefinition);
        // Index and Range of the generator's own assembly, which the operators take.
        if (name == "System.Index") return typeof(Index);
        if (name == "System.Range") return typeof(Range);
        return roots.Select(root => root.Assembly.GetType(name, throwOnError: false)).FirstOrDefault(found => found is not null);
    }

    /// <summary>The name by which reflection knows a type.</summary>
    public static string MetadataName(INamedTypeSymbol type) =>
        type.ContainingType is { } containing ? $"{MetadataName(containing)}+{type.MetadataName}"
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}"
        : type.MetadataName;

    private static bool IsException(INamedTypeSymbol type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            if (MetadataName(ancestor) == "System.Exception")
                return type.ContainingNamespace.ToDisplayString() is "System" or "System.Collections.Generic";
        return false;
    }
}
