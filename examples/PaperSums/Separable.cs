using CompiledNets;
using CompiledNets.Models;

namespace PaperSums;

/// <summary>What groups and depthwise separable convolutions save.</summary>
internal static class Separable
{
    /// <summary>Grouped convolutions against one of all channels.</summary>
    public static PaperSum Grouped()
    {
        Cost Of(int groups) => Cost.Of(x => x.Conv2d("conv", 128, 3, padding: 1, groups: groups, bias: false), 128, 28);
        int[] groups = [1, 2, 4, 8, 32, 128];
        return new(
            "Grouped convolutions", "AlexNet (2012), section 3.5, and ResNeXt (arXiv 1611.05431), figure 3c; 3×3, 128 → 128, 28×28 pixels.",
            ["groups G", "weights", "multiply-adds", "of G = 1", "1/G"],
            [.. groups.Select(g => new Row(
                $"{g}", Cell.Count(Of(g).Parameters), Cell.Count(Of(g).MultiplyAdds),
                Cell.Ratio((double)Of(g).MultiplyAdds / Of(1).MultiplyAdds), Cell.Ratio(1.0 / g)))],
            "Weights and multiply-adds are divided by the number of groups; with as many groups as channels the convolution is depthwise.");
    }

    /// <summary>Depthwise and 1×1 against one convolution.</summary>
    public static PaperSum Convolution()
    {
        (int Inputs, int Outputs, int Kernel)[] settings = [(32, 64, 3), (512, 512, 3), (512, 1024, 3), (128, 256, 5)];
        var rows = settings.Select(setting =>
        {
            var (inputs, outputs, kernel) = setting;
            var full = Cost.Of(x => x.Conv2d("conv", outputs, kernel, padding: kernel / 2, bias: false), inputs, 14);
            var separable = Cost.Of(
                x => x.Conv2d("depthwise", inputs, kernel, padding: kernel / 2, groups: inputs, bias: false)
                    .Conv2d("pointwise", outputs, 1, bias: false),
                inputs, 14);
            return new Row(
                $"I = {inputs}, O = {outputs}, K = {kernel}", Cell.Count(full.Parameters), Cell.Count(separable.Parameters),
                Cell.Ratio((double)separable.MultiplyAdds / full.MultiplyAdds), Cell.Ratio(1.0 / outputs + 1.0 / (kernel * kernel)));
        }).ToList();
        return new(
            "Depthwise separable convolutions", "MobileNet (arXiv 1704.04861), section 3.1, and Xception (arXiv 1610.02357); 14×14 pixels.",
            ["", "weights I·O·K²", "weights I·K² + I·O", "multiply-adds of the first", "1/O + 1/K²"], rows,
            "Filtering in space and mixing of channels one after the other costs 1/O + 1/K² of doing both at once; with many outputs 1/K² "
            + $"decides, and the 3×3 kernels here cost {1 / rows[0].Cells[2].Value:0.0} to {1 / rows[2].Cells[2].Value:0.0} times less.");
    }
}
