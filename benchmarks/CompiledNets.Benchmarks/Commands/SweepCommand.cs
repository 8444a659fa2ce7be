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
        var forms = new Option<bool>("--forms") { Description = "List all forms of each convolution, with the cycles that the cost model expects." };
        var command = new Command("sweep", "Measures all forms of all distinct convolutions that have several, and lists where the cost model's choice is not the fastest.") { nets, forms };
        command.SetAction(arguments =>
        {
            using var pin = CpuPin.ForThreads(1);
            IReadOnlyList<SweptConvolution> swept = [.. ConvolutionSweep.Run(NetArguments.FindAll(arguments.GetValue(nets)!))];
            Console.Write(arguments.GetValue(forms) ? SweepTable.Forms(swept) : SweepTable.Text(swept));
        });
        return command;
    }
}
