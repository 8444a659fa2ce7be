using System.Text;

namespace PaperSums;

/// <summary>All comparisons, in the order in which the papers appeared, as Markdown.</summary>
internal static class Report
{
    /// <summary>The comparisons.</summary>
    public static IReadOnlyList<PaperSum> Sums =>
    [
        SmallKernels.Reduction(), SmallKernels.Factorization(), Residual.Bottleneck(), Separable.Grouped(), Residual.Cardinality(),
        Residual.Scales(), Residual.Squeezed(), Separable.Convolution(), MobileNet.Shares(), MobileNet.Widths(), MobileNet.Resolutions(),
        ShuffleNet.Units(), ShuffleNet.Groups(), Compound.Scaling(),
    ];

    /// <summary>Writes comparisons as Markdown.</summary>
    public static string Write(IEnumerable<PaperSum> sums)
    {
        var text = new StringBuilder();
        foreach (var sum in sums)
        {
            text.Append($"## {sum.Title}\n\n{sum.Source}\n\n");
            text.Append(Line(sum.Columns)).Append(Line(sum.Columns.Select((_, i) => i == 0 ? "---" : "---:")));
            foreach (var row in sum.Rows) text.Append(Line(row.Cells.Select(cell => cell.Text).Prepend(row.Name)));
            text.Append($"\n{sum.Says}\n\n");
        }
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";
}
