using System.Text.Json;

namespace CompiledNets.Testing;

/// <summary>
/// A net of one operator or few, whose output PyTorch computed in float64 from inputs and weights that <see cref="RandomWeights"/>
/// reproduces. The file stands in tests/torch.
/// </summary>
/// <param name="Declaration">The method <c>Forward</c>.</param>
/// <param name="Shape">The shape of the output.</param>
/// <param name="Values">Its numbers in order.</param>
public sealed record TorchCase(string Declaration, TensorShape Shape, double[] Values)
{
    private static readonly Lazy<(ulong Seed, IReadOnlyList<TorchCase> Cases)> file = new(Read);

    /// <summary>The seed of inputs and weights.</summary>
    public static ulong Seed => file.Value.Seed;

    /// <summary>All cases.</summary>
    public static IReadOnlyList<TorchCase> All => file.Value.Cases;

    private static (ulong, IReadOnlyList<TorchCase>) Read()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "torch", "cases.json")));
        return (json.RootElement.GetProperty("seed").GetUInt64(), [.. json.RootElement.GetProperty("cases").EnumerateArray().Select(one => new TorchCase(
            one.GetProperty("declaration").GetString()!,
            new TensorShape([.. one.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]),
            [.. one.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())]))]);
    }
}
