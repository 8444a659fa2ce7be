extern alias Runtime;

using CompiledNets.Fuzz.Nets;
using CompiledNets.Generator.Emission;
using CompiledNets.Generator.Passes;
using CompiledNets.Generator.Planning;
using CompiledNets.Generator.Tests.Testing;
using CompiledNets.Testing;
using Microsoft.CodeAnalysis.CSharp;
using RandomWeights = Runtime::CompiledNets.RandomWeights;

namespace CompiledNets.Fuzz.Mutants;

/// <summary>A net whose arena is planned wrongly, so that tensors overwrite others that live; only the canaries are asked.</summary>
/// <param name="Family">What the net is.</param>
/// <param name="Declaration">Its class, named Net.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Allocate">How the regions are placed instead.</param>
internal sealed record PlannerMutant(string Family, string Declaration, string Fault, Func<IReadOnlyCollection<ArenaRegion>, int> Allocate) : Mutant
{
    private static readonly (string Family, string Shape, string Expression)[] nets =
    [
        ("residual", "16, 9, 9", """x + x.Conv2d("a", 32, 1).Relu().Conv2d("b", 16, 3, padding: 1)"""),
        ("branches", "16, 7, 7", """Tensor.Concat(x.Conv2d("a", 20, 1).Relu(), x.MaxPool2d(3, 1, 1), x.Conv2d("b", 8, 1).Conv2d("c", 12, 3, padding: 1)).Conv2d("d", 16, 1)"""),
        ("gate", "32, 6, 6", """x * x.AdaptiveAvgPool2d(1).Conv2d("a", 16, 1).Relu().Conv2d("b", 32, 1).Sigmoid()"""),
        ("Winograd", "64, 14, 14", """x.Conv2d("a", 64, 3, padding: 1).Relu().Conv2d("b", 64, 3, padding: 1) + x"""),
    ];

    private static readonly (string Fault, Func<IReadOnlyCollection<ArenaRegion>, int> Allocate)[] faults =
    [
        ("lifetimes end a step too early", regions => AllocateAfter(regions, region => region.LastStep--)),
        ("lifetimes begin a step too late", regions => AllocateAfter(regions, region => region.FirstStep++)),
        ("tensors live in the last step of their life only", regions => AllocateAfter(regions, region => region.FirstStep = Math.Max(region.FirstStep, region.LastStep))),
        ("the highest tensor reaches into the one below", regions => AllocateBefore(regions, all => MoveDown(all.OrderBy(Start).Last(), Start(all.OrderBy(Start).Last()) / 2))),
        ("all tensors lie at the start", regions => AllocateBefore(regions, all => all.ForEach(region => MoveDown(region, Start(region))))),
    ];

    /// <summary>Every fault in each net.</summary>
    public static new IEnumerable<Mutant> All => nets.SelectMany(net => faults.Select(fault =>
        new PlannerMutant(net.Family, CodeMutant.Declare(net.Shape, net.Expression), fault.Fault, fault.Allocate)));

    /// <inheritdoc/>
    public override string? Check()
    {
        var sets = new[] { CompiledSource.SetInUse };
        var (compilation, generated) = CompiledSource.Generate(sets, Declaration);
        var net = CompiledSource.PlannedIn(generated).Single().Net;
        var plan = Lowering.Run(PassPipeline.Run(net.Graph), net.Options.Winograd, allocate: (regions, _) => Allocate(regions));
        if (!TensorsOverlap(plan)) return null;
        var files = NetSource.EmitNet(net, plan).Select(file => ($"{net.HintName}.{file.Suffix}", file.Text)).Concat(NetSource.EmitKernels([plan], sets, checksOverflow: false));
        foreach (var (name, text) in files)
        {
            var tree = compilation.SyntaxTrees.Single(one => Path.GetFileName(one.FilePath) == $"{name}.g.cs");
            compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath));
        }
        return Run(CompiledSource.Load((compilation, generated)).Net(), plan) ?? WorkerLine.Same;
    }

    /// <summary>What is wrong with which net, for a reader.</summary>
    public override string ToString() => $"{Family}: {Fault}";

    private static string? Run(ITestedNetType type, Plan plan)
    {
        var inputs = plan.Inputs.Select(input => new Memory<float>(RandomNumbers.Of(input.Name, input.Shape.ElementCount))).ToArray();
        var outputs = plan.Outputs.Select(output => new Memory<float>(new float[output.Shape.ElementCount])).ToArray();
        using var parts = new NetParts(type.Load(new RandomWeights(RandomNumbers.Seed)), plan, inputs, outputs);
        return SteppedRun.Check(parts);
    }

    // A fault that happens to do no harm shows nothing.
    private static bool TensorsOverlap(Plan plan)
    {
        var lives = plan.Memory.Select((memory, index) =>
        {
            var uses = Enumerable.Range(0, plan.Steps.Count).Where(step => plan.Steps[step].Reads.Concat(plan.Steps[step].Writes).Contains(index)).ToList();
            return (memory.Start, End: memory.Start + memory.Length, First: plan.Inputs.Any(input => input.Memory == index) ? -1 : uses[0], Last: uses.Count == 0 ? -1 : uses[^1]);
        }).ToList();
        return lives.Where((one, index) => lives.Take(index).Any(other =>
            one.Start < other.End && other.Start < one.End && one.First <= other.Last && other.First <= one.Last)).Any();
    }

    private static int AllocateAfter(IReadOnlyCollection<ArenaRegion> regions, Action<ArenaRegion> fault)
    {
        foreach (var region in regions) fault(region);
        return ArenaAllocator.Allocate(regions);
    }

    private static int AllocateBefore(IReadOnlyCollection<ArenaRegion> regions, Action<List<ArenaRegion>> fault)
    {
        var length = ArenaAllocator.Allocate(regions);
        fault([.. regions]);
        return length;
    }

    private static int Start(ArenaRegion region) => region.Buffers[0].Offset;

    private static void MoveDown(ArenaRegion region, int by)
    {
        foreach (var buffer in region.Buffers) buffer.Offset -= by;
    }
}
