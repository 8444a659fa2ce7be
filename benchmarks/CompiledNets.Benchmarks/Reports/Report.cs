using System.Globalization;
using Spectre.Console;

namespace CompiledNets.Benchmarks.Reports;

/// <summary>Tables and lines of text.</summary>
internal static class Report
{
    // A table that goes into a file has no window to fit.
    private const int FileWidth = 240;

    /// <summary>A table; a heading that begins with <c>&gt;</c> aligns its column to the right.</summary>
    public static Table Table(params string[] headings)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = FileWidth;
        var table = new Table().Border(TableBorder.Markdown);
        foreach (var heading in headings)
        {
            var column = new TableColumn(heading.TrimStart('>'));
            table.AddColumn(heading.StartsWith('>') ? column.RightAligned() : column);
        }
        return table;
    }

    public static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
