namespace CompiledNets;

/// <summary>The error function, which .NET has not.</summary>
internal static class Erf
{
    // Beyond it the series loses digits and the continued fraction has become quick.
    private const double SeriesEnd = 2;
    private const int FractionTerms = 100;

    /// <summary>1 − erf(x), to about 14 digits.</summary>
    public static double Complement(double x) =>
        double.IsNaN(x) ? x
        : x < 0 ? 2 - Complement(-x)
        : x < SeriesEnd ? 1 - Series(x)
        : Fraction(x);

    // erf(x) = 2/√π · Σ (−1)^n x^(2n+1) / (n! (2n+1)), in the form without alternating signs:
    // 2/√π · e^(−x²) · Σ 2^n x^(2n+1) / (1 · 3 · … · (2n+1)) (Abramowitz and Stegun 7.1.6).
    private static double Series(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // erfc(x) = e^(−x²) / √π / (x + (1/2) / (x + 1 / (x + (3/2) / (x + …)))) (7.1.14), from the inside out.
    private static double Fraction(double x)
    {
        var denominator = x;
        for (var n = FractionTerms; n > 0; n--) denominator = x + n / 2.0 / denominator;
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / denominator;
    }
}
