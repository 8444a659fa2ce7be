using CompiledNets.Operators;

namespace CompiledNets.Generator.Passes;

/// <summary>Makes zeros put around an image part of the convolution that reads it.</summary>
internal static class MergePadding
{
    public static Graph Run(Graph graph)
    {
        var editor = new GraphEditor(graph);
        for (var i = 0; i < editor.Count; i++)
        {
            var node = editor[i];
            if (node.Operator is not Conv2d convolution) continue;
            var source = editor[node.Inputs[0]];
            if (source.Operator is not Pad { Value: 0 } pad) continue;
            editor.Replace(i, node with { Operator = convolution with { Padding = Sum(convolution.Padding, pad.Padding) }, Inputs = source.Inputs });
        }
        return editor.ToGraph();
    }

    private static Padding Sum(Padding a, Padding b) => new(a.Top + b.Top, a.Left + b.Left, a.Bottom + b.Bottom, a.Right + b.Right);
}
