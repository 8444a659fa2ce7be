namespace CompiledNets.Generator.Emission;

/// <summary>Small expressions as C# source, in their shortest form.</summary>
internal static class Source
{
    /// <summary>index · stride, shortened where either is 0 or 1 or the index is a number.</summary>
    public static string Times(string index, int stride) =>
        index == "0" || stride == 0 ? ""
        : int.TryParse(index, out var number) ? Literal.Of(number * stride)
        : stride == 1 ? index
        : $"{index} * {Literal.Of(stride)}";

    /// <summary>A sum without the parts that are 0.</summary>
    public static string Join(params string[] parts)
    {
        var kept = parts.Where(part => part.Length > 0 && part != "0").ToArray();
        return kept.Length == 0 ? "0" : string.Join(" + ", kept);
    }
}
