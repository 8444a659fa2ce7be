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
        var threads = new Option<int>("--threads") { Description = "threads of both", DefaultValueFactory = _ => 1 };
        var json = new Option<FileInfo?>("--json") { Description = "where to write the figures as JSON", HelpName = "FILE" };
        var seconds = new Option<double>("--seconds") { Description = "how long to measure each net", DefaultValueFactory = _ => 4 };
        var keep = new Option<bool>("--results") { Description = "whether to keep the results below benchmarks/results" };
        var command = new Command("compare", "Measures nets against ONNX Runtime.") { nets, threads, seconds, json, keep, isa };
        command.SetAction(arguments =>
        {
            if (InstructionSetOption.Restart(arguments.GetValue(isa)) is { } code) return code;
            var measured = Measure(arguments.GetValue(nets)!, arguments.GetValue(threads), TimeSpan.FromSeconds(arguments.GetValue(seconds)));
            Console.Write(ResultTable.Full(measured, Cpu.VectorBits));
            if (arguments.GetValue(json) is { } file) File.WriteAllText(file.FullName, ResultJson.Write(measured));
            if (arguments.GetValue(keep))
                ResultFolder.Write(Repository.Folder, measured, Cpu.VectorBits, arguments.GetValue(threads), !InstructionSetOption.IsNarrowed);
            return 0;
        });
        return command;
    }

    private static Results Measure(string[] names, int threads, TimeSpan duration)
    {
        var entries = NetArguments.FindAll(names);
        var measured = entries.Select(entry => Comparison.Measure(entry, threads, duration)).ToList();
        // The peak is that of the machine, which other work can only lower.
        var peak = measured.Max(one => one.PeakGflops);
        return new Results(Cpu.Name, peak, [.. measured.Select(one => one.Result with { PeakShare = one.Result.Gflops / peak })]);
    }
}
