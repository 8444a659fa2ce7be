using CompiledNets;
using CompiledNets.Models;
using CompiledNets.Operators;

namespace PaperSums;

/// <summary>Where MobileNet spends its effort, and how it scales.</summary>
internal static class MobileNet
{
    /// <summary>Which kind of layer holds what.</summary>
    public static PaperSum Shares()
    {
        var graph = Cost.Trace(x => MobileNetV1.Forward(x), 3, 224);
        var layers = graph.Nodes
            .Select(node => (Kind: Kind(node.Operator), Weights: Weights(graph, node), MultiplyAdds: graph.MultiplyAddsOf(node)))
            .Where(layer => layer.Kind is not null).ToList();
        var (weights, multiplyAdds) = (layers.Sum(layer => layer.Weights), layers.Sum(layer => layer.MultiplyAdds));
        var rows = layers
            .GroupBy(layer => layer.Kind!, (kind, of) => new Row(
                kind, Cell.Percent((double)of.Sum(layer => layer.MultiplyAdds) / multiplyAdds),
                Cell.Percent((double)of.Sum(layer => layer.Weights) / weights)))
            .OrderByDescending(row => row.Cells[0].Value).ToList();
        return new(
            "Where MobileNet spends its effort", "MobileNet (arXiv 1704.04861), table 2; weights without biases and norms; 224×224 pixels.",
            ["layers", "multiply-adds", "weights"], rows,
            $"{rows[0].Cells[0]} of the multiply-adds and {rows[0].Cells[1]} of the weights are 1×1 convolutions, which are matrix "
            + "products without any rearrangement: a fast 1×1 convolution is a fast MobileNet.");
    }

    /// <summary>The width multiplier.</summary>
    public static PaperSum Widths()
    {
        double[] alphas = [1, 0.75, 0.5, 0.25];
        var full = Cost.Of(x => MobileNetV1.Forward(x), 3, 224);
        return new(
            "The width multiplier α", "MobileNet (arXiv 1704.04861), table 6; 224×224 pixels.",
            ["α", "parameters", "multiply-adds", "of α = 1", "α²"],
            [.. alphas.Select(alpha => Row($"{alpha}", Cost.Of(x => MobileNetV1.Forward(x, alpha), 3, 224), full, alpha * alpha))],
            "Multiply-adds fall about with α², a little more slowly as the first and the depthwise convolutions fall with α only, and "
            + "parameters more slowly yet, as the classes stay as many.");
    }

    /// <summary>The resolution multiplier.</summary>
    public static PaperSum Resolutions()
    {
        int[] sizes = [224, 192, 160, 128];
        var full = Cost.Of(x => MobileNetV1.Forward(x), 3, sizes[0]);
        return new(
            "The resolution multiplier ρ", "MobileNet (arXiv 1704.04861), table 7.",
            ["pixels", "parameters", "multiply-adds", "of ρ = 1", "ρ²"],
            [.. sizes.Select(size => Row(
                $"{size}×{size}", Cost.Of(x => MobileNetV1.Forward(x), 3, size), full, Math.Pow((double)size / sizes[0], 2)))],
            "Multiply-adds fall with ρ² but for the last linear layer, and not one parameter is saved.");
    }

    private static Row Row(string name, Cost cost, Cost full, double square) => new(
        name, Cell.Count(cost.Parameters), Cell.Millions(cost.MultiplyAdds), Cell.Ratio((double)cost.MultiplyAdds / full.MultiplyAdds),
        Cell.Ratio(square));

    private static string? Kind(Operator layer) => layer switch
    {
        Conv2d { KernelSize: { Height: 1, Width: 1 } } => "1×1 convolution",
        Conv2d { Groups: > 1 } => "depthwise 3×3",
        Conv2d => "3×3 convolution",
        Linear => "linear",
        _ => null,
    };

    private static long Weights(Graph graph, Node node) => graph.ParametersOf(node)
        .Where(parameter => parameter.Kind == ParameterKind.Weight).Sum(parameter => (long)parameter.Shape.ElementCount);
}
