namespace CompiledNets;

/// <summary>Looks for NaN and infinities among weights.</summary>
internal static class NonFinite
{
    /// <summary>Index of the first, or −1.</summary>
    public static int Find(ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (!float.IsFinite(values[i])) return i;
        return -1;
    }

    public static string Describe(string key, long index, float value) =>
        FormattableString.Invariant($"element {index} of tensor {WeightCheck.Quote(key)} is {value}, expected a finite number");
}
