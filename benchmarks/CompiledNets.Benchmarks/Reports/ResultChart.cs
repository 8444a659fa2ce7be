using CompiledNets.Benchmarks.Measuring;
using ScottPlot;

namespace CompiledNets.Benchmarks.Reports;

/// <summary>Draws how many times as fast each net is as with ONNX Runtime.</summary>
internal static class ResultChart
{
    private const int Width = 800;
    private const int RowHeight = 22;
    private const int Margin = 110;

    private static readonly Color faster = Color.FromHex("#2a7f9e");
    private static readonly Color slower = Color.FromHex("#c0504d");

    /// <summary>A picture as SVG.</summary>
    public static string Draw(Results results)
    {
        var plot = new Plot();
        var bars = results.Nets.Select((net, index) => new Bar
        {
            Position = index, Value = net.RatioMin, Size = 0.7, LineWidth = 0, FillColor = net.RatioMin >= 1 ? faster : slower,
            Label = Report.Number(net.RatioMin, "F2"),
        }).ToArray();
        plot.Add.Bars(bars).Horizontal = true;
        plot.Add.VerticalLine(1, width: 1, color: Colors.Black, pattern: LinePattern.Dashed);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. results.Nets.Select((net, index) => new Tick(index, net.Net))]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.SetLimits(0, 1.1 * results.Nets.Max(net => net.RatioMin), results.Nets.Count - 0.4, -0.6);
        plot.HideGrid();
        plot.Title($"{results.Cpu}: times as fast as ONNX Runtime, one thread", size: 14);
        return plot.GetSvgXml(Width, Margin + RowHeight * results.Nets.Count);
    }
}
