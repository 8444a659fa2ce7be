using CompiledNets.Benchmarks.Measuring;
using Spectre.Console;
using static CompiledNets.Benchmarks.Reports.Report;

namespace CompiledNets.Benchmarks.Reports;

/// <summary>What was measured of nets, for readers.</summary>
internal static class ResultTable
{
    /// <summary>All figures.</summary>
    public static string Full(Results results, int vectorBits)
    {
        var table = Table(
            "net", ">M multiply-adds", ">ms min", ">median", ">ONNX Runtime min", ">median", ">ratio of minima", ">of medians", ">GFLOP/s", ">% of peak",
            ">error", ">allocated", ">scratch kB", ">weights kB");
        foreach (var net in results.Nets)
            table.AddRow(
                net.Net, Number(net.MultiplyAdds / 1e6, net.MultiplyAdds < 1e7 ? "N1" : "N0"), Number(net.OursMinMs, "F3"), Number(net.OursMedianMs, "F3"),
                Number(net.OrtMinMs, "F3"), Number(net.OrtMedianMs, "F3"), Number(net.RatioMin, "F2"), Number(net.RatioMedian, "F2"),
                Number(net.Gflops, "F1"), Number(100 * net.PeakShare, "F0"), Number(net.MaxError, "E1"), Number(net.AllocatedBytes, "N0"),
                Number(net.ScratchBytes / 1e3, "N0"), Number(net.WeightBytes / 1e3, "N0"));
        return $"{Invariant($"{results.Cpu}, {vectorBits}-bit vectors, {results.PeakGflops:F0} GFLOP/s at most")}\n\n{Text(table)}\n{Means(results)}\n";
    }

    /// <summary>Times and ratios.</summary>
    public static string Short(Results results)
    {
        var table = Table("net", ">ms", ">ONNX Runtime", ">ratio", ">of medians", ">% of FMA peak");
        foreach (var net in results.Nets)
            table.AddRow(
                net.Net, Milliseconds(net.OursMinMs), Milliseconds(net.OrtMinMs), Number(net.RatioMin, "F2"), Number(net.RatioMedian, "F2"),
                Number(100 * net.PeakShare, "F0"));
        return $"{Text(table)}\n{Means(results)}\n";
    }

    // Three digits, or all before the point.
    private static string Milliseconds(double value) => Number(value, value < 1000 ? "G3" : "F0");

    private static string Means(Results results) => Invariant(
        $"Geometric mean of the ratios: {GeometricMean(results.Nets.Select(net => net.RatioMin)):F2} of minima, {GeometricMean(results.Nets.Select(net => net.RatioMedian)):F2} of medians.");

    private static double GeometricMean(IEnumerable<double> ratios) => Math.Exp(ratios.Average(Math.Log));
}
