extern alias Generator;

using System.Runtime.Loader;
using CompiledNets.Benchmarks.Measuring;
using CompiledNets.Benchmarks.Nets;
using CompiledNets.Operators;
using Generator::CompiledNets.Generator.Declaration;
using Generator::CompiledNets.Generator.Emission;
using Generator::CompiledNets.Generator.Kernels;
using Generator::CompiledNets.Generator.Passes;
using Generator::CompiledNets.Generator.Planning;

namespace CompiledNets.Benchmarks.Compiling;

/// <summary>One way to compute a convolution.</summary>
/// <param name="Name">Direct, or the size of Winograd's tiles and how many rows of them go through all stages together.</param>
/// <param name="EstimatedCycles">By the cost model.</param>
/// <param name="Microseconds">Measured.</param>
internal sealed record ConvolutionForm(string Name, double EstimatedCycles, double Microseconds);

/// <summary>The forms of one convolution.</summary>
/// <param name="Shape">Channels, size of the image, output channels.</param>
/// <param name="Net">The first net that has it.</param>
/// <param name="Forms">All forms.</param>
internal sealed record SweptConvolution(string Shape, string Net, IReadOnlyList<ConvolutionForm> Forms)
{
    /// <summary>What the cost model chooses.</summary>
    public ConvolutionForm Chosen => Forms.MinBy(form => form.EstimatedCycles)!;

    /// <summary>What was quickest.</summary>
    public ConvolutionForm Fastest => Forms.MinBy(form => form.Microseconds)!;

    /// <summary>The part of the chosen form's time that the fastest one saves.</summary>
    public double Loss => 1 - Fastest.Microseconds / Chosen.Microseconds;
}

/// <summary>Measures all forms of the convolutions that there is a choice for.</summary>
internal static class ConvolutionSweep
{
    private const string Layer = "conv";
    private const int Rounds = 15;
    private const int FlushedFloats = 16 << 20;

    private static readonly float[] flushed = new float[FlushedFloats];

    private readonly record struct Key(int Channels, int Height, int Width, int Outputs, Size2 Kernel, Size2 Stride, Padding Padding);

    /// <summary>The distinct convolutions of nets, each with all forms measured.</summary>
    public static IEnumerable<SweptConvolution> Run(IEnumerable<NetEntry> nets) => nets
        .SelectMany(net => Convolutions(net.Trace()).Select(key => (net.Name, Key: key)))
        .DistinctBy(one => one.Key).OrderBy(one => one.Key.Height).ThenBy(one => one.Key.Channels)
        .Select(one => Measure(one.Name, one.Key)).OfType<SweptConvolution>();

    private static IEnumerable<Key> Convolutions(Graph graph) =>
        from node in graph.Nodes
        let convolution = node.Operator as Conv2d
        where convolution is { Groups: 1 } && convolution.KernelSize != 1 && convolution.Dilation == 1
        let input = graph.Nodes[node.Inputs[0]].Shape
        select new Key(input[1], input[2], input[3], convolution.OutChannels, convolution.KernelSize, convolution.Stride, convolution.Padding);

    // Null where there is one form only.
    private static SweptConvolution? Measure(string net, Key key)
    {
        var declaration = Declare(key, 0);
        var choices = Choices(declaration);
        if (choices.Count < 2) return null;
        var declarations = choices.Select((_, index) => $"namespace CompiledNets.Benchmarks.Nets {{ {Source(key, index)} }}").ToList();
        var plans = choices.Select(choice => Lowering.Run(PassPipeline.Run(declaration.Graph), winograd: true, (_, _) => choice.Form)).ToList();
        var emitted = plans.SelectMany((plan, index) =>
        {
            var one = declaration with { ClassName = ClassName(index), HintName = ClassName(index) };
            return (string[])[NetSource.EmitApi(one), .. NetSource.EmitNet(one, plan).Select(file => file.Text)];
        });
        var sets = InstructionSet.Portable.Where(isa => 32 * isa.Lanes == Cpu.VectorBits).ToList();
        var kernels = NetSource.EmitKernels(plans, sets, checksOverflow: false).Select(file => file.Text);
        var assembly = NetCompiler.Emit(NetCompiler.Compile(declarations).AddSyntaxTrees(emitted.Concat(kernels).Select(NetCompiler.Parse)));
        var context = new AssemblyLoadContext(null, isCollectible: true);
        try
        {
            var loaded = context.LoadFromStream(new MemoryStream(assembly));
            var times = Times([.. choices.Select((_, index) => Profiler(loaded.GetType($"CompiledNets.Benchmarks.Nets.{ClassName(index)}")!))]);
            return new SweptConvolution(
                $"{key.Kernel} of {key.Channels}×{key.Height}×{key.Width} → {key.Outputs}{(key.Stride == 1 ? "" : $", stride {key.Stride}")}", net,
                [.. choices.Zip(times, (choice, time) => new ConvolutionForm(choice.Name, choice.Cycles, time))]);
        }
        finally
        {
            context.Unload();
        }
    }

    private static string ClassName(int index) => $"Form{index}";

    // The first convolution brings the memory for tensors into the cache, as the layers before do within a net.
    private static string Source(Key key, int index) =>
        $$"""
        [CompiledNet]
        public partial class {{ClassName(index)}}
        {
            static Tensor Forward([Shape({{key.Channels}}, {{key.Height}}, {{key.Width}})] Tensor x) => (Convolution(x, "before") + Convolution(x, "{{Layer}}")).Relu();

            static Tensor Convolution(Tensor x, string name) => x.Conv2d(
                name, {{key.Outputs}}, ({{key.Kernel.Height}}, {{key.Kernel.Width}}), ({{key.Stride.Height}}, {{key.Stride.Width}}),
                padding: new({{key.Padding.Top}}, {{key.Padding.Left}}, {{key.Padding.Bottom}}, {{key.Padding.Right}}));
        }
        """;

    private static NetDeclaration Declare(Key key, int index) =>
        NetCompiler.Evaluate(NetCompiler.Compile($"namespace CompiledNets.Benchmarks.Nets {{ {Source(key, index)} }}"), ClassName(index));

    private static List<(string Name, double Cycles, WinogradKernel? Form)> Choices(NetDeclaration declaration)
    {
        var choices = new List<(string, double, WinogradKernel?)>();
        Lowering.Run(PassPipeline.Run(declaration.Graph), winograd: true, (direct, forms) =>
        {
            // Both convolutions have the same forms.
            if (choices.Count > 0) return null;
            choices.Add(("direct", ConvolutionCost.Direct(direct), null));
            choices.AddRange(forms.Select(form => (
                $"Winograd {form.Tiling.Vertical.Outputs}×{form.Tiling.Horizontal.Outputs}, bands of {form.Tiling.BandRows}", ConvolutionCost.Winograd(form),
                (WinogradKernel?)form)));
            return null;
        });
        return choices;
    }

    // The time of the convolution alone, without reading the input and writing the output.
    private static Func<double> Profiler(Type type)
    {
        var of = typeof(ConvolutionSweep).GetMethod(nameof(ProfilerOf), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        return (Func<double>)of.MakeGenericMethod(type).Invoke(null, null)!;
    }

    private static Func<double> ProfilerOf<TNet>() where TNet : IUnaryNet<TNet>
    {
        var net = TNet.Load(new RandomWeights(Comparison.Seed));
        return () => net.Profile(1).Steps
            .Where(step => step.Description.StartsWith($"{Layer}: ", StringComparison.Ordinal)).Sum(step => step.Time.TotalMicroseconds);
    }

    // In turn, and each time with weights from memory, as within a net of which they are a small part.
    private static double[] Times(IReadOnlyList<Func<double>> profilers)
    {
        foreach (var profiler in profilers) profiler();
        var least = Enumerable.Repeat(double.MaxValue, profilers.Count).ToArray();
        for (var round = 0; round < Rounds; round++)
            for (var i = 0; i < least.Length; i++)
            {
                Array.Fill(flushed, round);
                least[i] = Math.Min(least[i], profilers[i]());
            }
        return least;
    }
}
