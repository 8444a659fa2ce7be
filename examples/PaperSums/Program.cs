using System.Globalization;
using PaperSums;
using Spectre.Console;

// Wide enough that no row breaks, wherever the table goes.
AnsiConsole.Profile.Width = 160;
foreach (var comparison in Convolutions.All.Concat(Nets.All)) Print(comparison);

static void Print(Comparison comparison)
{
    Console.WriteLine($"## {comparison.Title}");
    Console.WriteLine();
    Console.WriteLine($"{comparison.Shows} ({comparison.Source})");
    Console.WriteLine();
    var table = new Table().Border(TableBorder.Markdown).AddColumn("");
    foreach (var heading in new[] { "parameters", "ratio", "multiply-adds", "ratio" }) table.AddColumn(new TableColumn(heading).RightAligned());
    var first = comparison.Costs[0];
    foreach (var cost in comparison.Costs)
        table.AddRow(
            Markup.Escape(cost.Name), Number(cost.Parameters), Ratio(cost.Parameters, first.Parameters),
            Number(cost.MultiplyAdds), Ratio(cost.MultiplyAdds, first.MultiplyAdds));
    AnsiConsole.Write(table);
}

static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

static string Ratio(long value, long first) => ((double)value / first).ToString("F4", CultureInfo.InvariantCulture);
