using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Passes;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Planning;

/// <summary>
/// Turns a graph into a plan. First every node becomes views and drafts of steps; then, when all borders and lifetimes are
/// known, the arena is laid out and the drafts become steps with numbers in them.
/// </summary>
internal sealed partial class Lowering
{
    private readonly Graph graph;
    private readonly View[] views;
    private readonly List<Draft> drafts = [];
    private readonly HashSet<ArenaBuffer> buffers = [];

    // The last node that reads a node, and a buffer by way of any view that there is so far.
    private readonly int[] lastReaders;
    private readonly Dictionary<ArenaBuffer, int> lastReads = [];
    private readonly IReadOnlyList<IReadOnlyList<int>> cuts;
    private int current;

    private readonly bool winograd;
    private readonly ConvolutionChoice choose;
    private readonly Func<IReadOnlyCollection<ArenaRegion>, CancellationToken, int> allocate;

    private Lowering(Graph graph, bool winograd, ConvolutionChoice choose, Func<IReadOnlyCollection<ArenaRegion>, CancellationToken, int> allocate)
    {
        this.choose = choose;
        this.allocate = allocate;
        this.graph = graph;
        this.winograd = winograd;
        views = new View[graph.Nodes.Count];
        cuts = LaneCuts.Of(graph);
        lastReaders = new int[graph.Nodes.Count];
        for (var i = 0; i < graph.Nodes.Count; i++)
            foreach (var input in graph.Nodes[i].Inputs) lastReaders[input] = i;
        foreach (var output in graph.Outputs) lastReaders[output.Node] = graph.Nodes.Count;
    }

    /// <summary>A step whose numbers are not known yet.</summary>
    private sealed record Draft(
        string Layer, string Operation, string Description, IReadOnlyList<ArenaBuffer> Reads, IReadOnlyList<ArenaBuffer> Writes, Func<PlanBuilder, Call> Build);

    /// <summary>A call with all numbers: of a kernel, or of the runtime library.</summary>
    private sealed record Call(KernelShape? Kernel, string? Method, IEnumerable<string> Arguments);

    /// <summary>The plan of a graph that has gone through the passes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="winograd">Whether 3×3 convolutions may be computed by Winograd's method, which loses some digits.</param>
    /// <param name="choose">Chooses among the forms of a convolution; by estimated time where not given.</param>
    /// <param name="allocate">Places the regions in the arena; <see cref="ArenaAllocator.Allocate"/> where not given.</param>
    /// <param name="cancellation">Stops the work between two nodes or steps.</param>
    public static Plan Run(
        Graph graph, bool winograd = true, ConvolutionChoice? choose = null, Func<IReadOnlyCollection<ArenaRegion>, CancellationToken, int>? allocate = null,
        CancellationToken cancellation = default)
    {
        var lowering = new Lowering(graph, winograd, choose ?? ConvolutionCost.Choose, allocate ?? ArenaAllocator.Allocate);
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            lowering.LowerNode(i);
        }
        foreach (var output in graph.Outputs) lowering.DraftOutput(output);
        return lowering.Build(cancellation);
    }

    private void LowerNode(int index)
    {
        current = index;
        views[index] = Lower(graph.Nodes[index]);
        foreach (var buffer in views[index].Buffers)
            lastReads[buffer] = Math.Max(lastReaders[index], lastReads.TryGetValue(buffer, out var before) ? before : 0);
    }

    private View Lower(Node node)
    {
        var fused = node.Operator as Fused ?? new Fused(node.Operator, default, default);
        return fused.Core switch
        {
            Input input => LowerInput(node, input),
            Conv2d convolution => LowerConvolution(node, convolution, fused),
            Linear linear => LowerLinear(node, linear, fused),
            MaxPool2d pool => LowerMaxPool(node, pool, fused),
            AvgPool2d pool => LowerAvgPool(node, pool, fused),
            AdaptiveAvgPool2d => LowerAdaptiveAvgPool(node, fused),
            Identity => LowerElementwise(node, InputOf(node), fused),
            Binary binary => LowerBinary(node, binary),
            Interpolate interpolate => LowerInterpolate(node, interpolate, fused),
            LayerNorm norm => LowerLayerNorm(node, norm, fused),
            LocalResponseNorm norm => LowerLocalResponseNorm(node, norm),
            MatMul => LowerMatMul(node),
            Reduce reduce => LowerReduce(node, reduce),
            Softmax softmax => LowerSoftmax(node, softmax),
            Concat concat => LowerConcat(node, concat),
            Narrow narrow => LowerNarrow(node, narrow),
            Flatten or Reshape => LowerReshape(node),
            Permute permute => LowerPermute(node, permute),
            ChannelShuffle shuffle => LowerShuffle(node, shuffle),
            Pad pad => LowerPad(node, pad),
            _ => throw new NotSupportedException($"operator {fused.Kind} has no lowering"),
        };
    }

    private View InputOf(Node node, int index = 0) => views[node.Inputs[index]];

    // All inputs of a node, whose first one may have been copied or given a border.
    private IReadOnlyList<View> InputsOf(Node node, View first) => [first, .. node.Inputs.Skip(1).Select(index => views[index])];

    private ArenaBuffer NewBuffer(int blocks, int height, int width, int pixel = InstructionSet.BlockLanes)
    {
        var buffer = new ArenaBuffer(blocks, height, width, pixel);
        buffers.Add(buffer);
        return buffer;
    }

    private void Add(Node node, string operation, IEnumerable<ArenaBuffer> reads, IEnumerable<ArenaBuffer> writes, Func<PlanBuilder, Call> build, string? description = null) =>
        drafts.Add(new Draft(node.Name, operation, description ?? Describe(node), reads.ToList(), writes.ToList(), build));

    private string Describe(Node node)
    {
        var detail = node.Operator.Describe();
        var inputs = string.Join(" and ", graph.InputShapesOf(node).Select(shape => shape.ToString()));
        return $"{node.Name}: {node.Operator.Kind}{(detail.Length == 0 ? "" : " " + detail)}; {inputs} → {node.Shape}";
    }

    private Plan Build(CancellationToken cancellation)
    {
        var inputs = graph.Nodes.Select((node, index) => (node, index)).Where(pair => pair.node.Operator is Input).ToList();
        foreach (var (_, index) in inputs) TouchAt(views[index].Blocks[0].Buffer, -1);
        for (var i = 0; i < drafts.Count; i++)
        {
            foreach (var buffer in drafts[i].Reads.Concat(drafts[i].Writes)) TouchAt(buffer, i);
        }
        var arenaLength = allocate(buffers.Select(buffer => buffer.Region).Distinct().ToList(), cancellation);

        var builder = new PlanBuilder();
        var steps = new List<Step>();
        var cleared = new HashSet<ArenaBuffer>();
        foreach (var (node, index) in inputs) steps.AddRange(ClearBorder(views[index].Blocks[0].Buffer, node.Name, cleared, builder));
        foreach (var draft in drafts)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var written in draft.Writes) steps.AddRange(ClearBorder(written, draft.Layer, cleared, builder));
            var call = draft.Build(builder);
            steps.Add(new Step(
                draft.Layer, draft.Operation, draft.Description, call.Kernel, call.Method, call.Arguments.ToEquatableArray(),
                builder.Memory(draft.Reads), builder.Memory(draft.Writes)));
        }
        return new Plan(
            inputs.Select(pair => PlanInputOf(pair.node, views[pair.index], builder)).ToEquatableArray(),
            graph.Outputs.Select(output => new PlanOutput(output.Name, graph.Nodes[output.Node].Shape)).ToEquatableArray(),
            steps.ToEquatableArray(), builder.AllMemory, builder.Tables, builder.Recipes, arenaLength, builder.WeightLength);
    }

    private static void TouchAt(ArenaBuffer buffer, int step)
    {
        buffer.Region.FirstStep = Math.Min(buffer.Region.FirstStep, step);
        buffer.Region.LastStep = Math.Max(buffer.Region.LastStep, step);
    }

    // The border's memory may have held another tensor before, so it is cleared in each run, right before the image is written.
    private static IEnumerable<Step> ClearBorder(ArenaBuffer buffer, string layer, HashSet<ArenaBuffer> cleared, PlanBuilder builder)
    {
        var padding = buffer.Padding;
        if (padding == Padding.None || !cleared.Add(buffer)) yield break;
        string[] numbers =
        [
            $"blocks: {buffer.Blocks}", $"block: {buffer.Plane}", $"rows: {buffer.Plane / buffer.Row}", $"row: {buffer.Row}",
            $"top: {padding.Top}", $"left: {padding.Left * buffer.Pixel}", $"bottom: {padding.Bottom}", $"right: {padding.Right * buffer.Pixel}",
        ];
        yield return new Step(
            layer, "ClearPadding", $"zeros around {layer}, which a convolution reads as its padding {padding}", null, "ImageLayout.ClearPadding",
            new([Emission.Literal.Offset("arena", buffer.Offset), .. numbers]), default, builder.Memory([buffer]));
    }

    private static PlanInput PlanInputOf(Node node, View view, PlanBuilder builder)
    {
        var buffer = view.Blocks[0].Buffer;
        return new PlanInput(node.Name, node.Shape, buffer.Address(0, 0, 0), buffer.Pixel, buffer.Row, buffer.Plane, builder.Memory(buffer));
    }
}
