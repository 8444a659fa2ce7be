using System.Text.Json;

namespace CompiledNets.Testing;

/// <summary>What a module of the reference returned, before a later in-place operator changed it.</summary>
/// <param name="Module">The module's path in PyTorch; of a layer with parameters its state-dict prefix.</param>
/// <param name="Type">The module's class, such as <c>Conv2d</c> or <c>Fire</c>.</param>
/// <param name="Shape">The shape of the tensor.</param>
/// <param name="Mean">The mean.</param>
/// <param name="MeanAbsolute">The mean of the absolute values.</param>
/// <param name="First">The first 8 values.</param>
public sealed record Checkpoint(string Module, string Type, TensorShape Shape, double Mean, double MeanAbsolute, double[] First)
{
    /// <summary>True where a declaration has a layer of the module's name, not a group of layers or one without parameters.</summary>
    public bool IsLayer => Type is "Conv2d" or "Linear" or "BatchNorm2d";

    internal static Checkpoint Parse(JsonElement json) =>
        new(
            json.GetProperty("module").GetString()!,
            json.GetProperty("type").GetString()!,
            Golden.Shape(json.GetProperty("shape")),
            json.GetProperty("mean").GetDouble(),
            json.GetProperty("mean_abs").GetDouble(),
            Golden.Numbers(json.GetProperty("first")));

    /// <summary>
    /// How far a tensor lies from the checkpoint, relative to its mean absolute value (one single value may be far larger than
    /// the first eight); infinite where the number of elements differs.
    /// </summary>
    public double Deviation(double[] values)
    {
        if (values.Length != Shape.ElementCount) return double.PositiveInfinity;
        var largest = Math.Max(Math.Abs(values.Average() - Mean), Math.Abs(values.Average(Math.Abs) - MeanAbsolute));
        for (var i = 0; i < First.Length; i++) largest = Math.Max(largest, Math.Abs(values[i] - First[i]));
        return MeanAbsolute == 0 ? largest : largest / MeanAbsolute;
    }
}
