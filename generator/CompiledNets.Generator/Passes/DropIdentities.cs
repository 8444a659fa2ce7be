using CompiledNets.Operators;

namespace CompiledNets.Generator.Passes;

/// <summary>Removes operators that do nothing at inference: dropout, and slices, pads, concats, reshapes or shuffles that change nothing.</summary>
internal static class DropIdentities
{
    public static Graph Run(Graph graph)
    {
        var editor = new GraphEditor(graph);
        for (var i = 0; i < editor.Count; i++)
            if (IsIdentity(editor[i], graph.InputShapesOf(graph.Nodes[i])))
                editor.Bypass(i, editor[i].Inputs[0]);
        return editor.ToGraph();
    }

    private static bool IsIdentity(Node node, TensorShape[] inputs) => node.Operator switch
    {
        Dropout => true,
        Flatten or Narrow or Pad or Reshape => node.Shape == inputs[0],
        Permute permute => permute.Order.SequenceEqual(permute.Order.OrderBy(dimension => dimension)),
        Concat => inputs.Length == 1,
        ChannelShuffle shuffle => shuffle.Groups == 1 || shuffle.Groups == inputs[0][1],
        Scale scale => scale is { Factor: 1, Offset: 0 },
        AdaptiveAvgPool2d => node.Shape == inputs[0],
        Interpolate or Reduce => node.Shape == inputs[0],
        AvgPool2d pool => pool.KernelSize == 1 && node.Shape == inputs[0],
        MaxPool2d pool => pool.KernelSize == 1 && node.Shape == inputs[0],
        _ => false,
    };
}
