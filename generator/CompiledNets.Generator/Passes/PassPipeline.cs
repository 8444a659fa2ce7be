namespace CompiledNets.Generator.Passes;

/// <summary>The passes from graph to graph, in their order.</summary>
internal static class PassPipeline
{
    public static Graph Run(Graph graph)
    {
        graph = DropIdentities.Run(graph);
        graph = UnifyConvolutions.Run(graph);
        graph = MergePaths.Run(graph);
        graph = MergePadding.Run(graph);
        graph = FoldBatchNorm.Run(graph);
        return FuseElementwise.Run(graph);
    }
}
