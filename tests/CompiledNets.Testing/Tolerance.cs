namespace CompiledNets.Testing;

/// <summary>How far results may lie from their reference: relative to the scale, which is the reference's largest absolute value.</summary>
public static class Tolerance
{
    /// <summary>The eager reference computes in double; what is left is the rounding of the stored goldens.</summary>
    public const double Eager = 1e-6;

    /// <summary>Compiled float32 code.</summary>
    public const double Compiled = 3e-5;

    /// <summary>Compiled float32 code with Winograd's transforms, which lose some digits.</summary>
    public const double Winograd = 1e-4;

    /// <summary>The largest difference, relative to the scale; infinite where one side has a NaN that the other has not.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Deviation(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        if (expected.Length != actual.Length)
            throw new ArgumentException($"{expected.Length} values are expected, {actual.Length} are given");
        var (scale, largest) = (0.0, 0.0);
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i].Equals(actual[i])) continue;
            if (!double.IsFinite(expected[i]) || !double.IsFinite(actual[i])) return double.PositiveInfinity;
            largest = Math.Max(largest, Math.Abs(expected[i] - actual[i]));
        }
        foreach (var value in expected)
            if (double.IsFinite(value)) scale = Math.Max(scale, Math.Abs(value));
        return scale == 0 ? largest : largest / scale;
    }
}
