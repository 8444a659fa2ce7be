using System.CommandLine;
using CompiledNets.Benchmarks.Measuring;
using CompiledNets.Benchmarks.Reports;

namespace CompiledNets.Benchmarks.Commands;

/// <summary>Time and memory of a process that answers once.</summary>
internal static class FirstCommand
{
    private const int Processes = 5;

    public static Command Create()
    {
        var nets = NetArguments.Any();
        var keep = new Option<bool>("--results") { Description = "whether to keep the results below benchmarks/results" };
        var command = new Command("first", "Measures time and memory up to the first answer of a new process.") { nets, keep };
        command.SetAction(arguments => Run(arguments.GetValue(nets)!, arguments.GetValue(keep)));
        return command;
    }

    private static void Run(string[] names, bool keep)
    {
        var text = FirstAnswerTable.Text(NetArguments.FindAll(names).Select(entry =>
        {
            var (ours, theirs) = FirstAnswer.Measure(entry, Processes);
            return (entry.Name, entry.Info(), ours, theirs);
        }));
        Console.Write(text);
        if (keep) File.WriteAllText(Path.Combine(ResultFolder.Create(Repository.Folder, Cpu.Name), "first.md"), $"{Cpu.Name}\n\n{text}");
    }
}
