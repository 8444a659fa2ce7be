namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>Reads and makes value tuples of any length, which nest from the eighth element on.</summary>
internal static class TupleValue
{
    private const int Nesting = 7;

    public static bool Is(object? value) => value is not null && Is(value.GetType());

    public static bool Is(Type type) =>
        type is { IsGenericType: true, IsValueType: true } && type.FullName.StartsWith("System.ValueTuple`", StringComparison.Ordinal);

    public static object Create(object?[] items, Type type)
    {
        var arguments = type.GetGenericArguments();
        return arguments.Length <= Nesting
            ? Activator.CreateInstance(type, items)
            : Activator.CreateInstance(type, [.. items.Take(Nesting), Create([.. items.Skip(Nesting)], arguments[Nesting])]);
    }

    public static object?[] Items(object tuple)
    {
        var fields = tuple.GetType().GetFields();
        var items = fields.Take(Nesting).Select(field => field.GetValue(tuple));
        return fields.Length <= Nesting ? [.. items] : [.. items, .. Items(fields[Nesting].GetValue(tuple))];
    }

    public static object? Item(object tuple, int index) =>
        index < Nesting
            ? tuple.GetType().GetField($"Item{index + 1}").GetValue(tuple)
            : Item(tuple.GetType().GetField("Rest").GetValue(tuple), index - Nesting);

    /// <summary>A copy with one element replaced.</summary>
    public static object With(object tuple, int index, object? value)
    {
        var items = Items(tuple);
        items[index] = value;
        return Create(items, tuple.GetType());
    }

    /// <summary>The types of the elements.</summary>
    public static Type[] ItemTypes(Type type)
    {
        var arguments = type.GetGenericArguments();
        return arguments.Length <= Nesting ? arguments : [.. arguments.Take(Nesting), .. ItemTypes(arguments[Nesting])];
    }
}
