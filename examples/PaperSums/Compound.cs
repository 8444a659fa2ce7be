using CompiledNets.Models;

namespace PaperSums;

/// <summary>How EfficientNet grows.</summary>
internal static class Compound
{
    /// <summary>Depth, width and resolution together.</summary>
    public static PaperSum Scaling()
    {
        var b0 = Cost.Of(x => EfficientNet.B0(x), 3, EfficientNet.Scales[0].Resolution);
        var rows = EfficientNet.Scales.Select((scale, size) => Of(
            $"B{size}", scale.Depth, scale.Width, scale.Resolution,
            Cost.Of(x => EfficientNet.Scaled(x, scale.Width, scale.Depth), 3, scale.Resolution), b0)).ToList();
        const double Alpha = 1.2, Beta = 1.1, Gamma = 1.15;
        var resolution = (int)Math.Round(Gamma * EfficientNet.Scales[0].Resolution);
        var step = Of(
            "B0 and one step", Alpha, Beta, resolution, Cost.Of(x => EfficientNet.Scaled(x, Beta, Alpha), 3, resolution), b0);
        return new(
            "Compound scaling",
            "EfficientNet (arXiv 1905.11946), section 3.3 and table 2; multipliers and resolutions of B1 to B7 as they were published.",
            ["", "depth d", "width w", "pixels", "parameters", "multiply-adds", "of B0", "d·w²·r²"], [.. rows, step],
            $"One step of α = {Alpha}, β = {Beta}, γ = {Gamma} is meant to double the cost, "
            + $"α·β²·γ² = {Alpha * Beta * Beta * Gamma * Gamma:0.00}, and since layers are rounded up and channels to multiples of 8 it "
            + $"is {step.Cells[^2]}; from B0 to B7 the multiply-adds grow {rows[^1].Cells[^2].Value:0} times "
            + $"where depth, width and resolution say {rows[^1].Cells[^1].Value:0}.");
    }

    private static Row Of(string name, double depth, double width, int pixels, Cost cost, Cost b0)
    {
        var r = (double)pixels / EfficientNet.Scales[0].Resolution;
        return new(
            name, new(depth, $"{depth}"), new(width, $"{width}"), Cell.Count(pixels), Cell.Count(cost.Parameters),
            Cell.Millions(cost.MultiplyAdds), Factor((double)cost.MultiplyAdds / b0.MultiplyAdds), Factor(depth * width * width * r * r));
    }

    private static Cell Factor(double value) => new(value, $"{value:0.00}");
}
