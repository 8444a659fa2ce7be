using System.Globalization;
using Spectre.Console;

namespace Zoo.Reports;

/// <summary>Tables of text.</summary>
internal static class Report
{
    // A table that goes into a file has no window to fit.
    private const int FileWidth = 400;

    /// <summary>A table; a heading that begins with <c>&gt;</c> aligns its column to the right.</summary>
    public static Table Table(params string[] headings)
    {
        var table = new Table().Border(TableBorder.Markdown);
        foreach (var heading in headings)
        {
            var column = new TableColumn(heading.TrimStart('>'));
            table.AddColumn(heading.StartsWith('>') ? column.RightAligned() : column);
        }
        return table;
    }

    /// <summary>Writes a table to standard output.</summary>
    public static void Print(Table table)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = FileWidth;
        AnsiConsole.Write(table);
    }

    /// <summary>A number with thousands separated; nothing for zero.</summary>
    public static string Number(long value) => value == 0 ? "" : value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with so many decimals; nothing where there is none.</summary>
    public static string Number(double? value, int decimals) => value?.ToString($"N{decimals}", CultureInfo.InvariantCulture) ?? "";
}
