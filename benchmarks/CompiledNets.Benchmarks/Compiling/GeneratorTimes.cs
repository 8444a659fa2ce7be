extern alias Generator;

using System.Text;
using Generator::CompiledNets.Generator.Declaration;
using Generator::CompiledNets.Generator.Emission;
using Generator::CompiledNets.Generator.Kernels;
using Generator::CompiledNets.Generator.Passes;
using Generator::CompiledNets.Generator.Planning;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Benchmarks.Compiling;

/// <summary>What the emitted kernels of a net cost.</summary>
/// <param name="EmissionMs">To write them.</param>
/// <param name="Bytes">Of all files that are emitted for the net.</param>
/// <param name="CompilationMs">What these files add to the time that the C# compiler takes.</param>
internal sealed record KernelTimes(double EmissionMs, long Bytes, double CompilationMs);

/// <summary>How long the stages from a declaration to an assembly take, in milliseconds of processor time.</summary>
/// <param name="Net">The net's class.</param>
/// <param name="FirstMs">All stages of the generator the first time in this process, just-in-time compilation included.</param>
/// <param name="EvaluationMs">From a compilation in which a file has changed to the graph.</param>
/// <param name="PassesMs">From graph to graph.</param>
/// <param name="PlanningMs">From graph to plan.</param>
/// <param name="EmissionMs">Of the files of the net but the kernels.</param>
/// <param name="OneSet">Kernels for one instruction set.</param>
/// <param name="AllSets">Kernels for all instruction sets.</param>
/// <param name="EditMs">What the generator takes after a change in another file: to see that the net is the same.</param>
internal sealed record GeneratorTimes(
    string Net, double FirstMs, double EvaluationMs, double PassesMs, double PlanningMs, double EmissionMs, KernelTimes OneSet, KernelTimes AllSets,
    double EditMs)
{
    private const int Rounds = 7;
    private const int CompilationRounds = 3;

    /// <summary>Measures a net; the least of several times counts.</summary>
    public static GeneratorTimes Measure(string name)
    {
        var compilation = NetCompiler.Compile(NetSources.Net(name));
        NetDeclaration net = null!;
        var first = Time(() => EmitAll(net = NetCompiler.Evaluate(compilation, name), InstructionSet.Portable));

        var evaluation = Enumerable.Range(0, Rounds).Min(round =>
        {
            var edited = Edit(compilation, round);
            return Time(() => NetCompiler.Evaluate(edited, name));
        });
        var graph = PassPipeline.Run(net.Graph);
        var plan = NetSource.PlanOf(net);
        var baseline = Least(CompilationRounds, () => NetCompiler.Emit(Edit(compilation, 0)));
        KernelTimes Kernels(IReadOnlyList<InstructionSet> sets)
        {
            var texts = EmitAll(net, sets);
            return new KernelTimes(
                Least(Rounds, () => NetSource.EmitKernels([plan], sets, checksOverflow: false).Sum(file => file.Text.Length)),
                texts.Sum(text => (long)Encoding.UTF8.GetByteCount(text)),
                Least(CompilationRounds, () => NetCompiler.Emit(Edit(compilation, 0).AddSyntaxTrees(texts.Select(NetCompiler.Parse)))) - baseline);
        }
        return new GeneratorTimes(
            name, first, evaluation, Least(Rounds, () => PassPipeline.Run(net.Graph)), Least(Rounds, () => Lowering.Run(graph)),
            Least(Rounds, () => NetSource.EmitApi(net).Length + NetSource.EmitNet(net, plan).Sum(file => file.Text.Length)),
            Kernels([InstructionSet.Portable[0]]), Kernels(InstructionSet.Portable), EditTime(compilation));
    }

    private static List<string> EmitAll(NetDeclaration net, IReadOnlyList<InstructionSet> sets)
    {
        var plan = NetSource.PlanOf(net);
        return [NetSource.EmitApi(net), .. NetSource.EmitNet(net, plan).Select(file => file.Text), .. NetSource.EmitKernels([plan], sets, checksOverflow: false).Select(file => file.Text)];
    }

    private static double EditTime(Compilation compilation)
    {
        var driver = NetCompiler.NewDriver().RunGenerators(compilation);
        return Enumerable.Range(0, Rounds).Min(round =>
        {
            var edited = Edit(compilation, round);
            return Time(() => driver = driver.RunGenerators(edited));
        });
    }

    // A new compilation, which knows nothing yet but what stands in its files.
    private static Compilation Edit(Compilation compilation, int round) => compilation.AddSyntaxTrees(NetCompiler.Parse($"class Edit{round};"));

    private static double Least<T>(int rounds, Func<T> body) => Enumerable.Range(0, rounds).Min(_ => Time(body));

    // Processor time: what else the machine does leaves it alone.
    private static double Time<T>(Func<T> body)
    {
        var start = Environment.CpuUsage.TotalTime;
        GC.KeepAlive(body());
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }
}
