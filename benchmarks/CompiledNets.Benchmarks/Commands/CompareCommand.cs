using System.CommandLine;
using CompiledNets.Benchmarks.Measuring;
using CompiledNets.Benchmarks.Nets;
using CompiledNets.Benchmarks.Reports;

namespace CompiledNets.Benchmarks.Commands;

/// <summary>Whole nets against ONNX Runtime.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var (nets, isa) = (NetArguments.Any(), InstructionSetOption.Create());
        var threads = new Option<int>("--threads") { Description = "threads of ONNX Runtime", DefaultValueFactory = _ => 1 };
        var json = new Option<FileInfo?>("--json") { Description = "where to write the figures as JSON", HelpName = "FILE" };
        var seconds = new Option<double>("--seconds") { Description = "how long to measure each net", DefaultValueFactory = _ => 4 };
        var command = new Command("compare", "Measures nets against ONNX Runtime.") { nets, threads, seconds, json, isa };
        command.SetAction(arguments =>
            InstructionSetOption.Restart(arguments.GetValue(isa))
            ?? Run(
                arguments.GetValue(nets)!, arguments.GetValue(threads), TimeSpan.FromSeconds(arguments.GetValue(seconds)), arguments.GetValue(json)));
        return command;
    }

    private static int Run(string[] names, int threads, TimeSpan duration, FileInfo? json)
    {
        var entries = names.Length == 0 ? NetTable.All : [.. names.Select(NetArguments.Find)];
        var measured = entries.Select(entry => Comparison.Measure(entry, threads, duration)).ToList();
        // The peak is that of the machine, which other work can only lower.
        var peak = measured.Max(one => one.PeakGflops);
        var results = new Results(Cpu.Name, peak, [.. measured.Select(one => one.Result with { PeakShare = one.Result.Gflops / peak })]);
        ResultTable.Print(results);
        if (json is not null) ResultJson.Write(results, json);
        return 0;
    }
}
