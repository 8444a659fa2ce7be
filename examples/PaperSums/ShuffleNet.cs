using CompiledNets.Models;

namespace PaperSums;

/// <summary>What ShuffleNet gets for equal cost.</summary>
internal static class ShuffleNet
{
    /// <summary>The three units over the same channels.</summary>
    public static PaperSum Units()
    {
        var residual = Cost.Of(x => ResNet.Bottleneck(x, "unit", width: 60, channels: 240), 240, 28);
        var aggregated = Cost.Of(x => ResNeXt.BlockC(x, "unit", cardinality: 3, width: 20, channels: 240), 240, 28);
        var shuffled = Cost.Of(x => ShuffleNetV1.Unit(x, "unit", channels: 240, groups: 3), 240, 28);
        Row Of(string name, Cost cost, long formula) => new(
            name, Cell.Count(cost.Parameters), Cell.Count(cost.MultiplyAdds), Cell.Count(formula));
        const int Pixels = 28 * 28, C = 240, M = 60, G = 3;
        return new(
            "Three units over the same channels", "ShuffleNet (arXiv 1707.01083), section 3.2; c = 240, m = 60, g = 3, 28×28 pixels.",
            ["unit", "parameters", "multiply-adds", "the paper's formula"],
            [
                Of("ResNet, hw·(2cm + 9m²)", residual, Pixels * (2 * C * M + 9 * M * M)),
                Of("ResNeXt, hw·(2cm + 9m²/g)", aggregated, Pixels * (2 * C * M + 9 * M * M / G)),
                Of("ShuffleNet, hw·(2cm/g + 9m)", shuffled, Pixels * (2 * C * M / G + 9 * M)),
            ],
            $"Groups in the 1×1 convolutions make the unit {(double)residual.MultiplyAdds / shuffled.MultiplyAdds:0.0} times cheaper than "
            + $"ResNet's, and {(double)aggregated.MultiplyAdds / shuffled.MultiplyAdds:0.0} times cheaper than ResNeXt's: the budget can "
            + "go into channels.");
    }

    /// <summary>Groups and channels at equal cost.</summary>
    public static PaperSum Groups()
    {
        int[] groups = [1, 2, 3, 4, 8];
        double[] scales = [1, 0.5, 0.25];
        var rows = (from scale in scales from g in groups select Of(scale, g)).ToList();
        var full = rows.Take(groups.Length).Select(row => row.Cells[1].Value).ToList();
        return new(
            "Groups and channels at equal cost", "ShuffleNet (arXiv 1707.01083), tables 1 and 2; 224×224 pixels.",
            ["", "parameters", "multiply-adds", "channels of the last stage"], rows,
            $"At one cost, {full.Min() / 1e6:0} to {full.Max() / 1e6:0} million multiply-adds at 1×, {groups[^1]} groups have "
            + $"{rows[groups.Length - 1].Cells[2].Value / rows[0].Cells[2].Value:0.0} times the channels that one has, and the "
            + "paper finds that the smallest networks gain most by them.");

        static Row Of(double scale, int groups)
        {
            var graph = Cost.Trace(x => ShuffleNetV1.Forward(x, groups, scale), 3, 224);
            var cost = Cost.Of(graph);
            var features = graph.InputShapesOf(graph.Nodes.Single(node => node.Name == "head.fc"))[0][1];
            return new($"{scale}×, g = {groups}", Cell.Count(cost.Parameters), Cell.Millions(cost.MultiplyAdds), Cell.Count(features));
        }
    }
}
