using System.CommandLine;
using CompiledNets.Benchmarks.Measuring;
using CompiledNets.Benchmarks.Nets;
using CompiledNets.Benchmarks.Reports;

namespace CompiledNets.Benchmarks.Commands;

/// <summary>The steps of one net against the nodes of ONNX Runtime.</summary>
internal static class LayersCommand
{
    // The least time of so many is that of a run that nothing has disturbed.
    private const int Runs = 200;

    public static Command Create()
    {
        var (net, isa) = (NetArguments.One(), InstructionSetOption.Create());
        var command = new Command("layers", "Measures the steps of a net beside ONNX Runtime's own profile.") { net, isa };
        command.SetAction(arguments => InstructionSetOption.Restart(arguments.GetValue(isa)) ?? Run(NetArguments.Find(arguments.GetRequiredValue(net))));
        return command;
    }

    private static int Run(NetEntry entry)
    {
        var (graph, weights) = (entry.Trace(), new RandomWeights(Comparison.Seed));
        var net = entry.Load(weights);
        WarmUp.Settle(() => net.Profile(1));
        using var pin = CpuPin.ForThreads(1);
        var profile = net.Profile(Runs);
        var theirs = OnnxProfile.Measure(graph, weights, Runs);
        LayerTable.Print(LayerTimes.Match(graph, profile, theirs), FmaPeak.Measure());
        return 0;
    }
}
