using System.CommandLine;
using CompiledNets.Benchmarks.Measuring;
using CompiledNets.Benchmarks.Reports;

namespace CompiledNets.Benchmarks.Commands;

/// <summary>Nets as native programs against the same by the JIT.</summary>
internal static class AotCommand
{
    private const string V4 = "x86-64-v4";

    public static Command Create()
    {
        var nets = NetArguments.Any();
        var set = new Option<string>("--instruction-set") { Description = "what the native programs require: avx, x86-64-v3 or x86-64-v4", DefaultValueFactory = _ => "avx" };
        set.AcceptOnlyFromAmong("avx", "x86-64-v3", V4);
        var seconds = new Option<double>("--seconds") { Description = "how long to measure each net", DefaultValueFactory = _ => 10 };
        var keep = new Option<bool>("--results") { Description = "whether to keep the results below benchmarks/results" };
        var command = new Command("aot", "Measures nets as native programs against the same by the JIT.") { nets, set, seconds, keep };
        command.SetAction(arguments => Run(
            arguments.GetValue(nets)!, arguments.GetValue(set)!, TimeSpan.FromSeconds(arguments.GetValue(seconds)), arguments.GetValue(keep)));
        return command;
    }

    private static void Run(string[] names, string instructionSet, TimeSpan duration, bool keep)
    {
        var measured = NetArguments.FindAll(names)
            .Select(entry => (entry.Name, AheadOfTime.Measure(NativeProgram.Publish(entry.Name, instructionSet), hidesAvx512: instructionSet != V4, duration)))
            .ToList();
        var text = $"{Cpu.Name}, {instructionSet}\n\n{AheadOfTimeTable.Text(measured)}";
        Console.Write(text);
        if (keep) File.WriteAllText(Path.Combine(ResultFolder.Create(Repository.Folder, Cpu.Name), $"aot-{instructionSet}.md"), text);
    }
}
