using CompiledNets.Operators;

namespace CompiledNets.Generator.Passes;

/// <summary>
/// Makes a BatchNorm part of the weights of the convolution or linear layer before it. The arithmetic is done when the weights
/// are packed; here only what is to be folded is noted.
/// </summary>
internal static class FoldBatchNorm
{
    public static Graph Run(Graph graph)
    {
        var editor = new GraphEditor(graph);
        for (var i = 0; i < editor.Count; i++)
        {
            var node = editor[i];
            if (node.Operator is not BatchNorm2d norm || !editor.IsUsedOnce(node.Inputs[0])) continue;
            var source = editor[node.Inputs[0]];
            var fused = source.Operator switch
            {
                Conv2d or Linear => new Fused(source.Operator, new([norm]), default),
                Fused { Epilogue.Count: 0 } earlier => earlier with { Norms = earlier.Norms.Add(norm) },
                _ => null,
            };
            if (fused is not null) editor.Replace(i, source with { Operator = fused });
        }
        return editor.ToGraph();
    }
}
