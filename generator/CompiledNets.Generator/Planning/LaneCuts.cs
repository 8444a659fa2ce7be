using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Passes;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Planning;

/// <summary>
/// At which channels of a tensor a block of lanes should begin. A convolution that adds its results to a tensor has its lanes, and where
/// it has several groups, those of one should not share a block with another's, or it would read the inputs of both. So what such a
/// tensor is made of, be it parts of a concatenation, is cut as the later sum wants it.
/// </summary>
internal static class LaneCuts
{
    /// <summary>The cuts of each node's result, in order; 0 is none.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Of(Graph graph)
    {
        var cuts = graph.Nodes.Select(_ => new SortedSet<int>()).ToList();
        for (var i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            var node = graph.Nodes[i];
            var (core, epilogue) = node.Operator is Fused fused ? (fused.Core, fused.Epilogue) : (node.Operator, default);
            if (core is Concat { Dimension: 1 })
            {
                CutParts(graph, node, cuts, i);
                continue;
            }
            foreach (var sum in epilogue.OfType<BinaryStep>().Where(step => step.Spread == Spread.None))
            {
                cuts[node.Inputs[sum.Input]].UnionWith(cuts[i]);
                if (core is Conv2d convolution) cuts[node.Inputs[sum.Input]].UnionWith(OfGroups(convolution));
            }
            if (core is Identity) cuts[node.Inputs[0]].UnionWith(cuts[i]);
        }
        return cuts.Select(set => (IReadOnlyList<int>)set.ToList()).ToList();
    }

    /// <summary>
    /// Where the groups of a convolution's outputs begin. None where a group has no more of them than a block: several groups then share one, and
    /// blocks of their own would be as many more as they would read less.
    /// </summary>
    public static IReadOnlyList<int> OfGroups(Conv2d convolution)
    {
        var outputs = convolution.OutChannels / convolution.Groups;
        return outputs <= InstructionSet.BlockLanes ? [] : Enumerable.Range(1, convolution.Groups - 1).Select(group => group * outputs).ToList();
    }

    /// <summary>Channels 0 to count − 1 in order, where each cut begins a block.</summary>
    public static IReadOnlyList<int> Lanes(int count, IReadOnlyList<int> cuts)
    {
        var starts = cuts.Prepend(0).ToList();
        return starts.SelectMany((start, i) => View.PackedLanes((i + 1 < starts.Count ? starts[i + 1] : count) - start, InstructionSet.BlockLanes)
            .Select(lane => lane < 0 ? -1 : start + lane)).ToList();
    }

    private static void CutParts(Graph graph, Node concat, List<SortedSet<int>> cuts, int index)
    {
        var first = 0;
        foreach (var input in concat.Inputs)
        {
            var channels = graph.Nodes[input].Shape[1];
            cuts[input].UnionWith(cuts[index].Select(cut => cut - first).Where(cut => cut > 0 && cut < channels));
            first += channels;
        }
    }
}
