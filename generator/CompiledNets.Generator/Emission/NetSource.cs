using CompiledNets.Generator.Declaration;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Passes;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Emission;

/// <summary>The way from a declaration to files.</summary>
internal static class NetSource
{
    /// <summary>What the user calls.</summary>
    public static string EmitApi(NetDeclaration net) => QualifiedNames.Qualify(ApiEmitter.Emit(net), net.HiddenNames);

    /// <summary>The plan of a net.</summary>
    public static Plan PlanOf(NetDeclaration net, CancellationToken cancellation = default) =>
        Lowering.Run(PassPipeline.Run(net.Graph, cancellation), net.Options.Winograd, cancellation: cancellation);

    /// <summary>The run and the weights of a net.</summary>
    /// <param name="net">The net.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="embeddedLimit">Up to how many bytes packed weights become part of the assembly.</param>
    /// <param name="cancellation">Stops the work between two steps or weights.</param>
    public static IEnumerable<(string Suffix, string Text)> EmitNet(
        NetDeclaration net, Plan plan, long embeddedLimit = EmbeddedWeights.DefaultLimit, CancellationToken cancellation = default)
    {
        yield return ("Run", QualifiedNames.Qualify(RunEmitter.Emit(net, plan, cancellation), net.HiddenNames));
        cancellation.ThrowIfCancellationRequested();
        yield return ("Weights", QualifiedNames.Qualify(WeightsEmitter.Emit(net, plan, cancellation), net.HiddenNames));
        if (net.Options.Weights is not null)
            yield return ("PackedWeights", QualifiedNames.Qualify(PackedWeightsEmitter.Emit(net, plan, embeddedLimit, cancellation), net.HiddenNames));
    }

    /// <summary>The kernels of all nets of an assembly, each once, in the order of their names.</summary>
    public static IEnumerable<(string Name, string Text)> EmitKernels(
        IEnumerable<Plan> plans, IReadOnlyList<InstructionSet> sets, bool checksOverflow, CancellationToken cancellation = default)
    {
        var called = InOrder(plans.SelectMany(plan => plan.Steps).Select(step => step.Kernel).OfType<KernelShape>());
        if (called.Count == 0) yield break;
        cancellation.ThrowIfCancellationRequested();
        var all = InOrder(called.Concat(called.SelectMany(kernel => kernel.Callees)));
        yield return ("Kernels", KernelFileEmitter.EmitChoice(called, sets));
        foreach (var isa in sets) yield return ($"Kernels.{isa.Name}", KernelFileEmitter.EmitKernels(all, isa, checksOverflow, cancellation));
    }

    private static IReadOnlyList<KernelShape> InOrder(IEnumerable<KernelShape> kernels) =>
        kernels.Distinct().OrderBy(kernel => kernel.MethodName, StringComparer.Ordinal).ToList();
}
