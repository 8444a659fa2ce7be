using CompiledNets;

namespace PaperSums;

/// <summary>What the Inception papers save by small kernels.</summary>
internal static class SmallKernels
{
    /// <summary>A 1×1 convolution before the 5×5 one.</summary>
    public static PaperSum Reduction()
    {
        var direct = Cost.Of(x => Conv(x, "conv", 256, 5), 128, 28);
        var graph = Cost.Trace(x => Conv(Conv(x, "reduce", 32, 1), "conv", 256, 5), 128, 28);
        var reduced = Cost.Of(graph);
        var rows = new List<Row> { Compare("5×5, 128 → 256", direct, direct), Compare("1×1 to 32, then 5×5 to 256", reduced, direct) };
        foreach (var (name, layer) in new[] { ("of it the 1×1", "reduce"), ("of it the 5×5", "conv") })
        {
            var node = graph.Nodes.Single(candidate => candidate.Name == layer);
            var weights = graph.ParametersOf(node).Sum(parameter => (long)parameter.Shape.ElementCount);
            rows.Add(Compare(name, new Cost(weights, graph.MultiplyAddsOf(node)), direct));
        }
        return new(
            "A 1×1 convolution before a 5×5 one", "GoogLeNet (arXiv 1409.4842), figure 2b against 2a; 28×28 pixels, without bias.",
            ["", "weights", "multiply-adds", "of the first"], rows,
            $"Cutting the channels first makes the 5×5 convolution {Factor(direct, reduced):0.0} times cheaper, and nearly all that is "
            + "left is still the 5×5 convolution.");
    }

    /// <summary>Large kernels as several small ones.</summary>
    public static PaperSum Factorization()
    {
        Cost Of(params Size2[] kernels) =>
            Cost.Of(x => kernels.Index().Aggregate(x, (y, layer) => Conv(y, $"conv{layer.Index}", 64, layer.Item)), 64, 28);
        var (five, twice, seven, thrice, flat) = (Of(5), Of(3, 3), Of(7), Of(3, 3, 3), Of((1, 7), (7, 1)));
        return new(
            "Large kernels as several small ones",
            "VGG (arXiv 1409.1556), section 2.3, and Inception-v3 (arXiv 1512.00567), sections 3.1 and 3.2; 64 channels, 28×28 pixels.",
            ["", "weights", "multiply-adds", "of the large one"],
            [
                Compare("5×5", five, five), Compare("two 3×3", twice, five),
                Compare("7×7", seven, seven), Compare("three 3×3", thrice, seven), Compare("1×7, then 7×1", flat, seven),
            ],
            $"Layers that see as many pixels cost less in a row: 3×3 ones save {Saved(five, twice):0} % of a 5×5 and "
            + $"{Saved(seven, thrice):0} % of a 7×7, flat ones {Saved(seven, flat):0} % of a 7×7; "
            + "they are other functions, so no compiler may swap them.");
    }

    private static Tensor Conv(Tensor x, string name, int channels, Size2 kernel) =>
        x.Conv2d(name, channels, kernel, padding: (kernel.Height / 2, kernel.Width / 2), bias: false);

    private static Row Compare(string name, Cost cost, Cost with) => new(
        name, Cell.Count(cost.Parameters), Cell.Count(cost.MultiplyAdds), Cell.Ratio((double)cost.Parameters / with.Parameters));

    private static double Factor(Cost large, Cost small) => (double)large.Parameters / small.Parameters;

    private static double Saved(Cost large, Cost small) => 100 * (1 - (double)small.Parameters / large.Parameters);
}
