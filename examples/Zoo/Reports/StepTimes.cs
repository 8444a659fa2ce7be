using CompiledNets;

namespace Zoo.Reports;

/// <summary>
/// The times of a compiled net's steps by layer. A step bears the name of the layer that it begins with or ends with, and computes
/// those that are fused into it too, which have no time of their own.
/// </summary>
internal sealed class StepTimes
{
    private readonly Dictionary<string, TimeSpan> times = [];

    /// <param name="info">The net's layers.</param>
    /// <param name="steps">What a profile has measured; empty where nothing was.</param>
    public StepTimes(NetInfo info, IReadOnlyList<(string Name, string Description, TimeSpan Time)> steps)
    {
        var layers = info.Layers.Select(layer => layer.Name).ToHashSet();
        foreach (var (_, description, time) in steps)
        {
            // A description begins with the layer's name.
            var layer = description.Split(": ")[0];
            if (layers.Contains(layer)) times[layer] = times.GetValueOrDefault(layer) + time;
            else Other = (Other ?? TimeSpan.Zero) + time;
            Total = (Total ?? TimeSpan.Zero) + time;
        }
    }

    /// <summary>Steps that compute no layer: they put zeros around an image, which a convolution reads as its padding.</summary>
    public TimeSpan? Other { get; }

    /// <summary>All steps.</summary>
    public TimeSpan? Total { get; }

    /// <summary>The steps of a layer; null where it is fused into another or does nothing at all.</summary>
    public TimeSpan? Of(LayerInfo layer) => times.TryGetValue(layer.Name, out var time) ? time : null;
}
