using System.Globalization;
using System.Text;

namespace CompiledNets;

/// <summary>Lines of text in aligned columns; a heading that begins with <c>&gt;</c> aligns its column to the right.</summary>
internal sealed class TextTable(params string[] headings)
{
    private const string Gap = "  ";

    // An empty row stands for a rule.
    private readonly List<string[]> rows = [[.. headings.Select(heading => heading.TrimStart('>'))], []];

    public static string Format(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public void Add(params string[] cells) => rows.Add(cells);

    public void AddRule() => rows.Add([]);

    public override string ToString()
    {
        var widths = headings.Select((_, column) => rows.Where(row => row.Length > 0).Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            var line = row.Length == 0
                ? string.Join(Gap, widths.Select(width => new string('-', width)))
                : string.Join(Gap, row.Select((cell, i) => headings[i][0] == '>' ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])));
            text.Append(line.TrimEnd()).Append('\n');
        }
        return text.ToString();
    }
}
