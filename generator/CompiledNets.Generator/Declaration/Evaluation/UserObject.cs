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
