using CompiledNets.Benchmarks.Measuring;
using Spectre.Console;
using static CompiledNets.Benchmarks.Reports.Report;

namespace CompiledNets.Benchmarks.Reports;

/// <summary>What a process takes for its first answer, for readers.</summary>
internal static class FirstAnswerTable
{
    /// <summary>All figures.</summary>
    public static string Text(IEnumerable<(string Net, NetInfo Info, FirstAnswer Ours, FirstAnswer Theirs)> nets)
    {
        var table = Table(
            "net", ">load ms", ">first run", ">since start", ">peak MB", ">scratch MB", ">weights MB", ">ONNX Runtime: load ms", ">first run",
            ">since start", ">peak MB");
        foreach (var (net, info, ours, theirs) in nets)
            table.AddRow(
                net, Number(ours.LoadMs, "F0"), Number(ours.RunMs, "F1"), Number(ours.SinceStartMs, "F0"), Megabytes(ours.PeakBytes),
                Megabytes(info.ScratchBytes), Megabytes(info.WeightBytes), Number(theirs.LoadMs, "F0"), Number(theirs.RunMs, "F1"),
                Number(theirs.SinceStartMs, "F0"), Megabytes(theirs.PeakBytes));
        return Report.Text(table);
    }

    private static string Megabytes(long bytes) => Number(bytes / 1e6, "F1");
}
