using System.Globalization;
using Spectre.Console;

namespace CompiledNets.Benchmarks.Reports;

/// <summary>Tables of Markdown, which read well in a console too.</summary>
internal static class Report
{
    // No table is wider; a console wraps what it cannot show.
    private const int Width = 400;

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

    /// <summary>The lines of a table.</summary>
    public static string Text(Table table)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = Width;
        console.Write(table);
        var lines = writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
        return string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>Prints a table.</summary>
    public static void Print(Table table) => Console.Write(Text(table));

    /// <summary>Prints a line with numbers of the invariant culture.</summary>
    public static void Line(FormattableString text) => Console.WriteLine(Invariant(text));

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number of the invariant culture; nothing where there is none.</summary>
    public static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
