namespace CompiledNets.Generator.Passes;

/// <summary>The passes from graph to graph, in their order.</summary>
internal static class PassPipeline
{
    private static readonly Func<Graph, Graph>[] passes =
        [DropIdentities.Run, UnifyConvolutions.Run, MergePaths.Run, MergePadding.Run, FoldBatchNorm.Run, FuseElementwise.Run];

    /// <summary>The graph after all of them.</summary>
    /// <param name="graph">The graph of a declaration.</param>
    /// <param name="cancellation">Stops the work between two passes.</param>
    public static Graph Run(Graph graph, CancellationToken cancellation = default)
    {
        foreach (var pass in passes)
        {
            cancellation.ThrowIfCancellationRequested();
            graph = pass(graph);
        }
        return graph;
    }
}
