using System.Globalization;
using CompiledNets.Benchmarks.Measuring;
using Spectre.Console;

namespace CompiledNets.Benchmarks.Reports;

/// <summary>Prints what was measured of nets.</summary>
internal static class ResultTable
{
    public static void Print(Results results)
    {
        Report.Line($"{results.Cpu}, {Cpu.VectorBits}-bit vectors, {results.PeakGflops:F0} GFLOP/s at most");
        var table = Report.Table(
            "net", ">M multiply-adds", ">ms min", ">median", ">ONNX Runtime min", ">median", ">ratio of minima", ">of medians", ">GFLOP/s", ">% of peak",
            ">error", ">allocated", ">scratch kB", ">weights kB");
        foreach (var net in results.Nets)
            table.AddRow(
                net.Net, Text(net.MultiplyAdds / 1e6, "N0"), Text(net.OursMinMs, "F3"), Text(net.OursMedianMs, "F3"), Text(net.OrtMinMs, "F3"),
                Text(net.OrtMedianMs, "F3"), Text(net.RatioMin, "F2"), Text(net.RatioMedian, "F2"), Text(net.Gflops, "F1"),
                Text(100 * net.PeakShare, "F0"), Text(net.MaxError, "E1"), Text(net.AllocatedBytes, "N0"), Text(net.ScratchBytes / 1e3, "N0"),
                Text(net.WeightBytes / 1e3, "N0"));
        AnsiConsole.Write(table);
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
