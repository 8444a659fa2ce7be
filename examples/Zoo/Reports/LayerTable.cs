using CompiledNets;
using Spectre.Console;

namespace Zoo.Reports;

/// <summary>Prints the layers of a net, a line each.</summary>
internal static class LayerTable
{
    /// <param name="net">The net.</param>
    /// <param name="runs">How often to run it; the times are left out where it is 0.</param>
    public static void Print(ZooNet net, int runs)
    {
        var info = net.Info;
        var steps = runs == 0 ? new StepTimes(info, []) : new StepTimes(info, net.Load().Profile(runs).Steps);
        var table = Report.Table("layer", "operator", "input", "output", ">parameters", ">multiply-adds", ">µs");
        foreach (var layer in info.Layers)
        {
            table.AddRow(
                Markup.Escape(layer.Name), Markup.Escape($"{layer.Kind} {layer.Description}".TrimEnd()), string.Join(", ", layer.Inputs),
                layer.Output.ToString(), Report.Number(layer.Parameters), Report.Number(layer.MultiplyAdds),
                Report.Number(steps.Of(layer)?.TotalMicroseconds, 1));
        }
        if (steps.Other is { } other) table.AddRow("zeros around images", "", "", "", "", "", Report.Number(other.TotalMicroseconds, 1));
        table.AddRow(
            "total", "", "", "", Report.Number(info.Parameters), Report.Number(info.MultiplyAdds), Report.Number(steps.Total?.TotalMicroseconds, 1));
        Report.Print(table);
    }
}
