using CompiledNets.Generator.Declaration;
using CompiledNets.Generator.Planning;
using CompiledNets.Operators;
using CompiledNets.Runtime;

namespace CompiledNets.Generator.Emission;

/// <summary>Writes which tensors a net loads, and how they are folded and packed.</summary>
internal sealed class WeightsEmitter
{
    // Shorter runs of channels are written out; a call per run would be no shorter.
    private const int ShortestRun = 4;

    private readonly NetDeclaration net;
    private readonly Plan plan;
    private readonly CodeWriter writer = GeneratedFile.Begin("CompiledNets", "CompiledNets.Runtime");

    private readonly CancellationToken cancellation;

    private WeightsEmitter(NetDeclaration net, Plan plan, CancellationToken cancellation) => (this.net, this.plan, this.cancellation) = (net, plan, cancellation);

    public static string Emit(NetDeclaration net, Plan plan, CancellationToken cancellation)
    {
        var emitter = new WeightsEmitter(net, plan, cancellation);
        emitter.EmitClass();
        return emitter.writer.ToString();
    }

    private void EmitClass()
    {
        using (GeneratedFile.OpenNamespace(writer, net))
        using (writer.Block($"partial class {Identifier.EscapeType(net.ClassName)}"))
        {
            EmitParameters();
            writer.Line();
            writer.Line(GeneratedFile.Attribute);
            using (writer.Block("static partial void PackWeights(WeightPacker packer)"))
                foreach (var recipe in plan.Weights)
                {
                    cancellation.ThrowIfCancellationRequested();
                    writer.Line(CallOf(recipe));
                }
        }
    }

    private void EmitParameters()
    {
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block("static partial void ListParameters(ref Parameter[] parameters)"))
        {
            writer.Line("parameters =");
            writer.Line("[");
            using (writer.Indent())
                foreach (var parameter in net.Graph.Parameters)
                    writer.Line($"new({Literal.Of(parameter.Key)}, new({string.Join(", ", parameter.Shape.Select(Literal.Of))}), ParameterKind.{parameter.Kind.ToString()}),");
            writer.Line("];");
        }
    }

    private static string CallOf(WeightRecipe recipe) => recipe switch
    {
        ConvolutionRecipe convolution =>
            $"packer.Convolution({Literal.Of(convolution.Offset)}, {LayerOf(convolution.Layer, convolution.Part)}, norms: {Norms(convolution.Norms)}, groups: {Literal.Of(convolution.Groups)}, " +
            $"outputLanes: {LanesOf(convolution.OutputLanes)}, inputLanes: {LanesOf(convolution.InputLanes)}, panel: {Literal.Of(convolution.Panel)}, " +
            $"segment: {Literal.Of(convolution.Segment)}, panelLanes: [{string.Join(", ", convolution.PanelLanes.Select(Literal.Of))}]);",
        WinogradRecipe winograd =>
            $"packer.Winograd({Literal.Of(winograd.Offset)}, {LayerOf(winograd.Layer, winograd.Part)}, norms: {Norms(winograd.Norms)}, vertical: {AxisOf(winograd.Vertical)}, horizontal: {AxisOf(winograd.Horizontal)}, " +
            $"outputLanes: {LanesOf(winograd.OutputLanes)}, inputLanes: {LanesOf(winograd.InputLanes)});",
        StrassenRecipe strassen =>
            $"packer.Strassen({Literal.Of(strassen.Offset)}, {LayerOf(strassen.Layer, strassen.Part)}, norms: {Norms(strassen.Norms)}, " +
            $"outputLanes: {LanesOf(strassen.OutputLanes)}, inputLanes: {LanesOf(strassen.InputLanes)}, hasRest: {(strassen.HasRest ? "true" : "false")});",
        DepthwiseRecipe depthwise =>
            $"packer.Depthwise({Literal.Of(depthwise.Offset)}, {LayerOf(depthwise.Layer, depthwise.Part)}, norms: {Norms(depthwise.Norms)}, lanes: {LanesOf(depthwise.Lanes)});",
        GroupedRecipe grouped =>
            $"packer.Grouped({Literal.Of(grouped.Offset)}, {LayerOf(grouped.Layer, grouped.Part)}, norms: {Norms(grouped.Norms)}, groupWidth: {Literal.Of(grouped.GroupWidth)}, lanes: {LanesOf(grouped.Lanes)});",
        NormRecipe norm => $"packer.Norm({Literal.Of(norm.Offset)}, {NormOf(norm.Norm)}, lanes: {LanesOf(norm.Lanes)});",
        ParameterRecipe parameter => $"packer.Parameter({Literal.Of(parameter.Offset)}, {Literal.Of(parameter.Key)}, lanes: {LanesOf(parameter.Lanes)});",
        MaskRecipe mask => $"packer.Mask({Literal.Of(mask.Offset)}, lanes: {LanesOf(mask.Lanes)});",
        _ => throw new InvalidOperationException($"no call for {recipe}"),
    };

    private static string AxisOf(WinogradAxis axis) =>
        $"new(Taps: {Literal.Of(axis.Taps)}, Stride: {Literal.Of(axis.Stride)}, Outputs: {Literal.Of(axis.Outputs)}, PartTaps: {Literal.Of(axis.PartTaps)})";

    private static string Norms(EquatableArray<BatchNorm2d> norms) => $"[{string.Join(", ", norms.Select(NormOf))}]";

    private static string NormOf(BatchNorm2d norm) => $"new FoldedNorm({LayerOf(norm.Name, norm.Part)}, {Literal.Of(norm.Eps)})";

    private static string LayerOf(string name, ParameterPart? part) => part is { } share
        ? $"new({Literal.Of(name)}, new({Literal.Of(share.Dimension)}, {Literal.Of(share.Start)}, {Literal.Of(share.Length)}, {Literal.Of(share.Total)}))"
        : Literal.Of(name);

    // Lanes in as few words as they have structure: flattened images, then runs of channels.
    private static string LanesOf(EquatableArray<int> lanes)
    {
        if (Flattened(lanes) is var (channels, pixels)) return $"Lanes.Flatten({RunsOf(channels)}, {Literal.Of(pixels)})";
        return RunsOf(lanes);
    }

    private static string RunsOf(IReadOnlyList<int> lanes)
    {
        var runs = new List<string>();
        for (var start = 0; start < lanes.Count;)
        {
            var (length, step) = RunAt(lanes, start);
            runs.Add(
                length < ShortestRun ? string.Join(", ", lanes.Skip(start).Take(length).Select(Literal.Of))
                : step == 0 ? $".. Lanes.Dead({Literal.Of(length)})"
                : step == 1 ? $".. Lanes.Range({Literal.Of(lanes[start])}, {Literal.Of(length)})"
                : $".. Lanes.Step({Literal.Of(lanes[start])}, {Literal.Of(length)}, {Literal.Of(step)})");
            start += length;
        }
        return runs.Count == 1 && runs[0].StartsWith(".. ", StringComparison.Ordinal) ? runs[0].Substring(3) : $"[{string.Join(", ", runs)}]";
    }

    private static (int Length, int Step) RunAt(IReadOnlyList<int> lanes, int start)
    {
        if (start + 1 >= lanes.Count) return (1, 1);
        var step = lanes[start + 1] - lanes[start];
        // Only dead lanes repeat; a step into or out of them is no run.
        var isRun = lanes[start] < 0 ? step == 0 : step > 0;
        if (!isRun) return (1, 1);
        var length = 2;
        while (start + length < lanes.Count && lanes[start + length] - lanes[start + length - 1] == step) length++;
        return (length, step);
    }

    private static (IReadOnlyList<int> Channels, int Pixels)? Flattened(EquatableArray<int> lanes)
    {
        const int block = Kernels.InstructionSet.BlockLanes;
        if (lanes.Count < 2 * block || lanes[1] - lanes[0] < 2) return null;
        var pixels = lanes[1] - lanes[0];
        if (lanes.Count % (block * pixels) != 0) return null;
        var channels = Enumerable.Range(0, lanes.Count / pixels)
            .Select(i => lanes[i / block * block * pixels + i % block])
            .Select(feature => feature < 0 ? -1 : feature / pixels).ToList();
        for (var i = 0; i < lanes.Count; i++)
        {
            var channel = channels[i / block / pixels * block + i % block];
            if (lanes[i] != (channel < 0 ? -1 : channel * pixels + i / block % pixels)) return null;
        }
        return (channels, pixels);
    }
}
