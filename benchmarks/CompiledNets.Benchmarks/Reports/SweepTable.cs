using CompiledNets.Benchmarks.Compiling;
using Spectre.Console;
using static CompiledNets.Benchmarks.Reports.Report;

namespace CompiledNets.Benchmarks.Reports;

/// <summary>Where the cost model's choice is not the fastest form of a convolution.</summary>
internal static class SweepTable
{
    // Less lies within what the same form differs from run to run.
    private const double Notable = 0.03;

    /// <summary>Every form with its time, and how many cycles the cost model expects.</summary>
    public static string Forms(IReadOnlyList<SweptConvolution> swept)
    {
        var table = Table("convolution", "net", "form", ">k cycles", ">µs", ">cycles a ns");
        foreach (var one in swept)
            foreach (var form in one.Forms)
                table.AddRow(
                    one.Shape, one.Net, form.Name, Number(form.EstimatedCycles / 1000, "F0"), Number(form.Microseconds, "F0"),
                    Number(form.EstimatedCycles / (1000 * form.Microseconds), "F2"));
        return Report.Text(table);
    }

    /// <summary>The choices that are not the fastest forms.</summary>
    public static string Text(IReadOnlyList<SweptConvolution> swept)
    {
        var table = Table("convolution", "net", "choice", ">µs", "fastest", ">µs", ">loss %", ">direct µs");
        var wrong = swept.Where(one => one.Loss > Notable).OrderByDescending(one => one.Chosen.Microseconds - one.Fastest.Microseconds).ToList();
        foreach (var one in wrong)
            table.AddRow(
                one.Shape, one.Net, one.Chosen.Name, Number(one.Chosen.Microseconds, "F0"), one.Fastest.Name, Number(one.Fastest.Microseconds, "F0"),
                Number(100 * one.Loss, "F0"), Number(one.Forms[0].Microseconds, "F0"));
        var (chosen, fastest) = (swept.Sum(one => one.Chosen.Microseconds), swept.Sum(one => one.Fastest.Microseconds));
        return $"{Report.Text(table)}\n{Invariant($"{wrong.Count} of {swept.Count} choices are more than {100 * Notable:F0} % slower than the fastest; {chosen:F0} µs in all against {fastest:F0}.")}\n";
    }
}
