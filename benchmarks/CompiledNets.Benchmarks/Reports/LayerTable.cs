using CompiledNets.Benchmarks.Measuring;
using Spectre.Console;

namespace CompiledNets.Benchmarks.Reports;

/// <summary>Prints the steps of a compiled net beside the nodes of ONNX Runtime.</summary>
internal static class LayerTable
{
    public static void Print(IReadOnlyList<LayerTime> layers, double peak)
    {
        Report.Line($"{Cpu.Name}, {Cpu.VectorBits}-bit vectors, {peak:F0} GFLOP/s at most");
        var table = Report.Table("layer", ">M multiply-adds", ">µs", ">ONNX Runtime", ">ratio", ">GFLOP/s", ">% of peak");
        foreach (var layer in layers) AddRow(table, layer, peak);
        AddRow(
            table,
            new LayerTime("total", layers.Sum(layer => layer.MultiplyAdds), layers.Sum(layer => layer.Ours), layers.Sum(layer => layer.Theirs)),
            peak);
        Report.Print(table);
    }

    private static void AddRow(Table table, LayerTime layer, double peak)
    {
        var gflops = layer.MultiplyAdds == 0 ? null : 2e-3 * layer.MultiplyAdds / layer.Ours;
        table.AddRow(
            Markup.Escape(layer.Name), layer.MultiplyAdds == 0 ? "" : Report.Number(layer.MultiplyAdds / 1e6, "F1"), Report.Number(layer.Ours, "F1"),
            Report.Number(layer.Theirs, "F0"), Report.Number(layer.Theirs / layer.Ours, "F2"), Report.Number(gflops, "F1"), Report.Number(100 * gflops / peak, "F0"));
    }
}
