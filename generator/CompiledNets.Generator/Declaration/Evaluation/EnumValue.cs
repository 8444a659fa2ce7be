using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>A value of an enum of the user.</summary>
internal readonly struct EnumValue(INamedTypeSymbol? type, object? number) : IEquatable<EnumValue>, IComparable, IFormattable
{
    public INamedTypeSymbol? Type => type;

    /// <summary>The value as the underlying type.</summary>
    public object Number => number ?? 0;

    public bool Equals(EnumValue other) => Numeric.ToDecimal(Number) == Numeric.ToDecimal(other.Number);

    public override bool Equals(object? other) =>
        other is EnumValue value && SymbolEqualityComparer.Default.Equals(type, value.Type) && Equals(value);

    public override int GetHashCode() => Numeric.ToDecimal(Number).GetHashCode();

    public int CompareTo(object? other) =>
        Numeric.ToDecimal(Number).CompareTo(other is EnumValue value ? Numeric.ToDecimal(value.Number) : 0);

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
        string.IsNullOrEmpty(format) || format is "G" or "g" ? ToString()
        : format is "X" or "x"
            ? ((IFormattable)Number).ToString($"{format}{2 * System.Runtime.InteropServices.Marshal.SizeOf(Number)}", provider)
        : ((IFormattable)Number).ToString(format, provider);

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
