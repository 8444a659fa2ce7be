using System.Globalization;

namespace CompiledNets.Generator.Emission;

/// <summary>Values as C# source, the same on every machine.</summary>
internal static class Literal
{
    /// <summary>A float literal that parses back to the same bits.</summary>
    public static string Of(float value) =>
        float.IsNaN(value) ? "float.NaN"
        : float.IsPositiveInfinity(value) ? "float.PositiveInfinity"
        : float.IsNegativeInfinity(value) ? "float.NegativeInfinity"
        : value.ToString("R", CultureInfo.InvariantCulture) + "f";

    /// <summary>A double literal that parses back to the same bits.</summary>
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture) + "d";

    /// <summary>A quoted string.</summary>
    public static string Of(string value) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>A number, invariant.</summary>
    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A pointer expression with an offset, which is left out where it is 0.</summary>
    public static string Offset(string pointer, long offset) =>
        offset == 0 ? pointer
        : offset > 0 ? $"{pointer} + {offset.ToString(CultureInfo.InvariantCulture)}"
        : $"{pointer} - {(-offset).ToString(CultureInfo.InvariantCulture)}";
}
