using System.Globalization;
using System.Text;
using CompiledNets.Operators;

namespace CompiledNets.Fuzz.Nets;

/// <summary>Writes a graph as the declaration that records it.</summary>
internal static class DeclarationText
{
    /// <summary>The class; one statement per node that an output needs.</summary>
    public static string Of(Graph graph, string className)
    {
        var needed = Needed(graph);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"[CompiledNet]\npublic partial class {className}\n{{\n    static {Type(graph)} Forward({string.Join(", ", graph.Inputs.Select(Parameter))})\n    {{\n");
        for (var i = 0; i < graph.Nodes.Count; i++)
            if (needed.Contains(i) && graph.Nodes[i].Operator is not Input)
                text.Append(CultureInfo.InvariantCulture, $"        var v{i} = {Expression(graph, graph.Nodes[i])};\n");
        var outputs = string.Join(", ", graph.Outputs.Select(output => Name(graph, output.Node)));
        return text.Append(CultureInfo.InvariantCulture, $"        return {(graph.Outputs.Count == 1 ? outputs : $"({outputs})")};\n    }}\n}}\n").ToString();
    }

    private static HashSet<int> Needed(Graph graph)
    {
        var needed = graph.Outputs.Select(output => output.Node).ToHashSet();
        for (var i = graph.Nodes.Count - 1; i >= 0; i--)
            if (needed.Contains(i)) needed.UnionWith(graph.Nodes[i].Inputs);
        return needed;
    }

    private static string Type(Graph graph) =>
        graph.Outputs.Count == 1 ? "Tensor" : $"({string.Join(", ", graph.Outputs.Select(output => $"Tensor {output.Name}"))})";

    private static string Parameter(Node input) => $"[Shape({Numbers(input.Shape)})] Tensor {input.Name}";

    private static string Name(Graph graph, int node) => graph.Nodes[node].Operator is Input input ? input.Name : $"v{node}";

    private static string Expression(Graph graph, Node node)
    {
        var x = Name(graph, node.Inputs[0]);
        var y = node.Inputs.Count > 1 ? Name(graph, node.Inputs[1]) : "";
        return node.Operator switch
        {
            Activate { Function: Activation.LeakyRelu } leaky => $"{x}.LeakyRelu({Of(leaky.Slope)})",
            Activate { Function: Activation.GeluTanh } => $"{x}.Gelu(\"tanh\")",
            Activate other => $"{x}.{other.Function}()",
            Add => $"{x} + {y}",
            Multiply => $"{x} * {y}",
            Subtract => $"{x} - {y}",
            Divide => $"{x} / {y}",
            Scale { Factor: -1 } scale => $"{Of(scale.Offset)} - {x}",
            Scale { Offset: 0 } scale => $"{x} * {Of(scale.Factor)}",
            Scale scale => $"{x} + {Of(scale.Offset)}",
            BatchNorm2d norm => $"{x}.BatchNorm2d(\"{norm.Name}\", {Of(norm.Eps)})",
            ChannelShuffle shuffle => $"{x}.ChannelShuffle({shuffle.Groups})",
            Concat concat => $"Tensor.Concat([{string.Join(", ", node.Inputs.Select(input => Name(graph, input)))}], {concat.Dimension})",
            Conv1d conv =>
                $"{x}.Conv1d(\"{conv.Name}\", {conv.OutChannels}, {conv.KernelSize}, {conv.Stride}, {conv.Padding}, {conv.Dilation}, {conv.Groups}, {Of(conv.Bias)})",
            Conv2d conv =>
                $"{x}.Conv2d(\"{conv.Name}\", {conv.OutChannels}, {Of(conv.KernelSize)}, {Of(conv.Stride)}, {Of(conv.Padding)}, {Of(conv.Dilation)}, {conv.Groups}, {Of(conv.Bias)})",
            Dropout => $"{x}.Dropout()",
            Flatten flatten => $"{x}.Flatten({flatten.StartDimension})",
            Interpolate resize => $"{x}.Interpolate({Of(resize.Size)}, InterpolationMode.{resize.Mode}, {Of(resize.AlignCorners)})",
            LayerNorm { FirstDimension: 1, NormalizedShape.Rank: 1 } norm when node.Shape.Rank == 4 => $"{x}.LayerNorm2d(\"{norm.Name}\", {Of(norm.Eps)})",
            LayerNorm norm => $"{x}.LayerNorm(\"{norm.Name}\", [{Numbers(norm.NormalizedShape)}], {Of(norm.Eps)})",
            LayerScale scale => $"{x}.LayerScale(\"{scale.Name}\")",
            Linear linear => $"{x}.Linear(\"{linear.Name}\", {linear.OutFeatures}, {Of(linear.Bias)}, 1)",
            LocalResponseNorm norm => $"{x}.LocalResponseNorm({norm.Size}, {Of(norm.Alpha)}, {Of(norm.Beta)}, {Of(norm.K)})",
            MatMul => $"{x}.MatMul({y})",
            Narrow narrow => $"{x}.Narrow({narrow.Dimension}, {narrow.Start}, {narrow.Length})",
            PRelu prelu => $"{x}.PRelu(\"{prelu.Name}\", {prelu.NumParameters})",
            Pad pad => $"{x}.Pad({Of(pad.Padding)}, {Of(pad.Value)})",
            Permute permute => $"{x}.Permute({Numbers(permute.Order)})",
            MaxPool2d pool => $"{x}.MaxPool2d({Of(pool.KernelSize)}, {Of(pool.Stride)}, {Of(pool.Padding)}, {Of(pool.Dilation)}, {Of(pool.CeilMode)})",
            AvgPool2d pool => $"{x}.AvgPool2d({Of(pool.KernelSize)}, {Of(pool.Stride)}, {Of(pool.Padding)}, {Of(pool.CeilMode)}, {Of(pool.CountIncludePad)})",
            AdaptiveAvgPool2d pool => $"{x}.AdaptiveAvgPool2d({Of(pool.OutputSize)})",
            Reduce reduce => $"{x}.{(reduce.Function == Reduction.Max ? "Amax" : reduce.Function)}([{Numbers(reduce.Dimensions)}], true)",
            Reshape reshape => $"{x}.Reshape({Numbers(reshape.Shape)})",
            Softmax softmax => $"{x}.Softmax({softmax.Dimension})",
            _ => throw new ArgumentOutOfRangeException(nameof(node), node.Operator, "no statement is known for the operator"),
        };
    }

    private static string Numbers(IEnumerable<int> numbers) => string.Join(", ", numbers);

    private static string Of(bool value) => value ? "true" : "false";

    private static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Of(Size2 size) => size.Height == size.Width ? $"{size.Height}" : $"({size.Height}, {size.Width})";

    private static string Of(Padding padding) =>
        padding == new Padding(padding.Top, padding.Top, padding.Top, padding.Top)
            ? $"{padding.Top}"
            : $"({padding.Top}, {padding.Left}, {padding.Bottom}, {padding.Right})";
}
