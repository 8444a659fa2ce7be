using System.Globalization;

namespace PaperSums;

/// <summary>One number of a table, and how it is written.</summary>
/// <param name="Value">The number.</param>
/// <param name="Text">How the table shows it.</param>
internal readonly record struct Cell(double Value, string Text)
{
    /// <summary>A whole number, such as 819,200.</summary>
    public static Cell Count(long value) => new(value, value.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>A number with three digits behind the point, such as 0.255.</summary>
    public static Cell Ratio(double value) => new(value, value.ToString("0.000", CultureInfo.InvariantCulture));

    /// <summary>A share in percent, such as 94.86 %.</summary>
    public static Cell Percent(double value) => new(value, (100 * value).ToString("0.00", CultureInfo.InvariantCulture) + " %");

    /// <summary>Millions with one digit behind the point, such as 568.7 M.</summary>
    public static Cell Millions(long value) => new(value, (value / 1e6).ToString("N1", CultureInfo.InvariantCulture) + " M");

    /// <inheritdoc/>
    public override string ToString() => Text;
}
