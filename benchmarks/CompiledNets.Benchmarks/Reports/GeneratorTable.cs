using CompiledNets.Benchmarks.Compiling;
using Spectre.Console;

namespace CompiledNets.Benchmarks.Reports;

/// <summary>Prints how long it takes to compile nets.</summary>
internal static class GeneratorTable
{
    public static void Print(IEnumerable<GeneratorTimes> times)
    {
        var table = Report.Table(
            "net, times in ms", ">first", ">evaluator", ">passes", ">planning", ">net", ">kernels, one set", ">all", ">kB, one set", ">all",
            ">C#, one set", ">all", ">edit elsewhere");
        foreach (var one in times)
            table.AddRow(
                one.Net, Report.Number(one.FirstMs, "F0"), Report.Number(one.EvaluationMs, "F1"), Report.Number(one.PassesMs, "F1"), Report.Number(one.PlanningMs, "F1"),
                Report.Number(one.EmissionMs, "F1"), Report.Number(one.OneSet.EmissionMs, "F0"), Report.Number(one.AllSets.EmissionMs, "F0"), Report.Number(one.OneSet.Bytes / 1e3, "N0"),
                Report.Number(one.AllSets.Bytes / 1e3, "N0"), Report.Number(one.OneSet.CompilationMs, "N0"), Report.Number(one.AllSets.CompilationMs, "N0"), Report.Number(one.EditMs, "F1"));
        Report.Print(table);
    }
}
