using CompiledNets;
using Spectre.Console;

namespace Zoo.Reports;

/// <summary>Prints what nets cost, a line each.</summary>
internal static class NetTable
{
    /// <param name="nets">The nets.</param>
    /// <param name="runs">How often to run each; the time is left out where it is 0.</param>
    public static void Print(IReadOnlyList<ZooNet> nets, int runs)
    {
        var table = Report.Table("net", "input", ">parameters", ">M multiply-adds", ">layers", ">scratch kB", ">code kB", ">ms");
        Progress(show =>
        {
            foreach (var net in nets)
            {
                show(net.Name);
                AddRow(table, net, runs == 0 ? null : Measure(net, runs));
            }
        });
        Report.Print(table);
    }

    private static void AddRow(Table table, ZooNet net, TimeSpan? time)
    {
        var info = net.Info;
        table.AddRow(
            net.Name, info.Layers[0].Inputs[0].ToString(), Report.Number(info.Parameters), Report.Number(info.MultiplyAdds / 1e6, 0),
            Report.Number(info.Layers.Count), Report.Number(info.ScratchBytes / 1e3, 0), Report.Number(CodeSize.Of(net.Class) / 1e3, 0),
            Report.Number(time?.TotalMilliseconds, 2));
    }

    private static TimeSpan Measure(ZooNet net, int runs)
    {
        // The largest nets have half a gigabyte of weights: those of the one before go first.
        GC.Collect();
        return net.Load().MeasureRun(runs);
    }

    // Beside the table, which may go into a file.
    private static void Progress(Action<Action<string>> work)
    {
        if (Console.IsErrorRedirected) work(_ => { });
        else
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })
                .Status().Start("", status => work(name => status.Status(name)));
    }
}
