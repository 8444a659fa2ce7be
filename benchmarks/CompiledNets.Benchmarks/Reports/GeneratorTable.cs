using System.Globalization;
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
                one.Net, Text(one.FirstMs, "F0"), Text(one.EvaluationMs, "F1"), Text(one.PassesMs, "F1"), Text(one.PlanningMs, "F1"),
                Text(one.EmissionMs, "F1"), Text(one.OneSet.EmissionMs, "F0"), Text(one.AllSets.EmissionMs, "F0"), Text(one.OneSet.Bytes / 1e3, "N0"),
                Text(one.AllSets.Bytes / 1e3, "N0"), Text(one.OneSet.CompilationMs, "N0"), Text(one.AllSets.CompilationMs, "N0"), Text(one.EditMs, "F1"));
        AnsiConsole.Write(table);
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
