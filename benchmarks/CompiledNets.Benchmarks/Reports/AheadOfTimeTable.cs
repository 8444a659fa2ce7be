using CompiledNets.Benchmarks.Measuring;
using Spectre.Console;
using static CompiledNets.Benchmarks.Reports.Report;

namespace CompiledNets.Benchmarks.Reports;

/// <summary>Native programs beside the JIT, for readers.</summary>
internal static class AheadOfTimeTable
{
    /// <summary>All figures, and the net for which a native program is worst.</summary>
    public static string Text(IReadOnlyList<(string Net, AheadOfTime Times)> nets)
    {
        var table = Table("net", ">native: ms min", ">median", ">JIT: ms min", ">median", ">native / JIT, minima", ">medians");
        foreach (var (net, times) in nets)
            table.AddRow(
                net, Number(times.Native.Least, "F3"), Number(times.Native.Median, "F3"), Number(times.Jit.Least, "F3"), Number(times.Jit.Median, "F3"),
                Number(times.RatioMin, "F3"), Number(times.RatioMedian, "F3"));
        var worst = nets.MaxBy(net => net.Times.RatioMin);
        return $"{Report.Text(table)}\n{Invariant($"The native program takes {worst.Times.RatioMin:F3} times as long as the JIT's at most ({worst.Net}), by minima.")}\n";
    }
}
