using System.CommandLine;
using CompiledNets.Benchmarks.Compiling;
using CompiledNets.Benchmarks.Measuring;
using CompiledNets.Benchmarks.Reports;

namespace CompiledNets.Benchmarks.Commands;

/// <summary>Whether the cost model chooses the fastest form of each convolution.</summary>
internal static class SweepCommand
{
    public static Command Create()
    {
        var nets = NetArguments.Any();
        var command = new Command("sweep", "Measures all forms of all distinct 3×3 convolutions, and lists where the cost model's choice is not the fastest.") { nets };
        command.SetAction(arguments =>
        {
            using var pin = CpuPin.ForThreads(1);
            Console.Write(SweepTable.Text([.. ConvolutionSweep.Run(NetArguments.FindAll(arguments.GetValue(nets)!))]));
        });
        return command;
    }
}
