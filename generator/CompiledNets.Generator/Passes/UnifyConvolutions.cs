using CompiledNets.Operators;

namespace CompiledNets.Generator.Passes;

/// <summary>Makes a convolution along a line one over an image of one row, which lies in memory in the same way.</summary>
internal static class UnifyConvolutions
{
    public static Graph Run(Graph graph)
    {
        var editor = new GraphEditor(graph);
        for (var i = 0; i < editor.Count; i++)
            if (editor[i] is { Operator: Conv1d line } node) editor.Replace(i, node with { Operator = line.OverOneRow });
        return editor.ToGraph();
    }
}
