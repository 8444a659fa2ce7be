using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>
/// An instance of a class, record or struct of the user. Its virtual methods go back into the evaluator, so that collections
/// and LINQ of the compiler's own process can hold, compare and print it.
/// </summary>
internal sealed class UserObject(Evaluator evaluator, INamedTypeSymbol type) : IComparable
{
    /// <summary>The type, with its type arguments.</summary>
    public INamedTypeSymbol Type => type;

    /// <summary>Values by field, by property without a body, or by captured parameter of a primary constructor.</summary>
    public Dictionary<ISymbol, object?> Fields { get; private set; } = new(SymbolEqualityComparer.Default);

    public UserObject Copy()
    {
        var copy = new UserObject(evaluator, type);
        foreach (var field in Fields) copy.Fields.Add(field.Key, Copy(field.Value));
        return copy;
    }

    /// <summary>Takes over the fields of another: <c>this = other</c> in a struct.</summary>
    public void Become(UserObject other) => Fields = other.Copy().Fields;

    /// <summary>A value as an assignment stores it: structs are copied.</summary>
    public static object? Copy(object? value) => value is UserObject { Type.IsValueType: true } structure ? structure.Copy() : value;

    /// <summary>The message, where the type is an exception.</summary>
    public string? Message => evaluator.MessageOf(this);

    public int CompareTo(object? other) => evaluator.CompareObjects(this, other);

    public override bool Equals(object? other) => evaluator.EqualObjects(this, other);

    public override int GetHashCode() => evaluator.HashOf(this);

    public override string ToString() => evaluator.TextOf(this);

    /// <summary>Equality of all fields, as records and structs have it.</summary>
    public bool EqualsByValue(UserObject other) =>
        SymbolEqualityComparer.Default.Equals(type, other.Type)
        && Members.All(field => other.Fields.TryGetValue(field.Key, out var value) && Equals(field.Value, value));

    /// <summary>A hash of all fields that does not depend on their order.</summary>
    public int HashByValue() => Members.Aggregate(type.Name.Length, (hash, field) => unchecked(hash + (field.Value?.GetHashCode() ?? 0)));

    // Without the parameters of a primary constructor, most of which no member keeps.
    private IEnumerable<KeyValuePair<ISymbol, object?>> Members => Fields.Where(member => member.Key is not IParameterSymbol);
}

/// <summary>A value of an enum of the user.</summary>
internal readonly struct EnumValue(INamedTypeSymbol? type, object? number) : IEquatable<EnumValue>, IComparable, IFormattable
{
    public INamedTypeSymbol? Type => type;

    /// <summary>The value as the underlying type.</summary>
    public object Number => number ?? 0;

    public bool Equals(EnumValue other) => Numeric.ToDecimal(Number) == Numeric.ToDecimal(other.Number);

    public override bool Equals(object? other) => other is EnumValue value && SymbolEqualityComparer.Default.Equals(type, value.Type) && Equals(value);

    public override int GetHashCode() => Numeric.ToDecimal(Number).GetHashCode();

    public int CompareTo(object? other) => Numeric.ToDecimal(Number).CompareTo(other is EnumValue value ? Numeric.ToDecimal(value.Number) : 0);

    public override string ToString()
    {
        var wanted = Numeric.ToDecimal(Number);
        var members = type?.GetMembers().OfType<IFieldSymbol>().Where(member => member.HasConstantValue).ToList() ?? [];
        var exact = members.FirstOrDefault(member => Numeric.ToDecimal(member.ConstantValue!) == wanted);
        if (exact is not null) return exact.Name;
        var isFlags = type?.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(FlagsAttribute)) ?? false;
        return isFlags ? Flags(members, (long)wanted) : Number.ToString();
    }

    public string ToString(string? format, IFormatProvider? provider) =>
        string.IsNullOrEmpty(format) || format is "G" or "g" ? ToString() : ((IFormattable)Number).ToString(format, provider);

    // As Enum does: the largest flags first, printed from the smallest.
    private string Flags(List<IFieldSymbol> members, long rest)
    {
        var names = new List<string>();
        foreach (var member in members.OrderByDescending(member => Numeric.ToDecimal(member.ConstantValue!)))
        {
            var flag = (long)Numeric.ToDecimal(member.ConstantValue!);
            if (flag == 0 || (rest & flag) != flag) continue;
            rest &= ~flag;
            names.Insert(0, member.Name);
        }
        return rest == 0 && names.Count > 0 ? string.Join(", ", names) : Number.ToString();
    }
}

/// <summary>What <c>typeof</c> gives: a type of the declaration, which need not exist in the compiler's process.</summary>
internal sealed class TypeValue(ITypeSymbol type) : IEquatable<TypeValue>
{
    public ITypeSymbol Type => type;

    public bool Equals(TypeValue? other) => other is not null && SymbolEqualityComparer.Default.Equals(type, other.Type);

    public override bool Equals(object? other) => Equals(other as TypeValue);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(type);

    public override string ToString() => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));
}
