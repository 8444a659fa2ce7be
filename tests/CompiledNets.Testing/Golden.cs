using System.Text.Json;

namespace CompiledNets.Testing;

/// <summary>
/// A network's reference results, computed in float64 by PyTorch from weights that <see cref="RandomWeights"/> reproduces.
/// The files stand in tests/gold.
/// </summary>
public sealed class Golden
{
    private readonly Dictionary<string, int> exponents;

    private Golden(JsonElement json)
    {
        Name = json.GetProperty("name").GetString()!;
        Seed = json.GetProperty("seed").GetUInt64();
        InputShape = Shape(json.GetProperty("input"));
        OutputShape = Shape(json.GetProperty("output_shape"));
        ParameterCount = json.GetProperty("params").GetInt64();
        MultiplyAdds = json.GetProperty("macs").GetInt64();
        Output = Numbers(json.GetProperty("output"));
        OutputSum = json.TryGetProperty("output_sum", out var sum) ? sum.GetDouble() : null;
        OutputAbsoluteSum = json.TryGetProperty("output_abs_sum", out var absolute) ? absolute.GetDouble() : null;
        Checkpoints = [.. json.GetProperty("checkpoints").EnumerateArray().Select(Checkpoint.Parse)];
        var state = json.GetProperty("state").EnumerateArray().ToList();
        Parameters = [.. state.Select(entry => new Parameter(entry[0].GetString()!, Shape(entry[1]), Kind(entry[2].GetString()!)))];
        exponents = state
            .Where(entry => entry.GetArrayLength() > 3)
            .ToDictionary(entry => entry[0].GetString()!, entry => entry[3].GetInt32());
    }

    /// <summary>The network's name.</summary>
    public string Name { get; }

    /// <summary>The seed of weights and input.</summary>
    public ulong Seed { get; }

    /// <summary>N×C×H×W.</summary>
    public TensorShape InputShape { get; }

    /// <summary>The shape of the output.</summary>
    public TensorShape OutputShape { get; }

    /// <summary>Trainable parameters.</summary>
    public long ParameterCount { get; }

    /// <summary>Multiply-adds of convolutions and linear layers.</summary>
    public long MultiplyAdds { get; }

    /// <summary>The state dict in PyTorch's order.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The output, row-major; of a long one only the first 2000 values.</summary>
    public double[] Output { get; }

    /// <summary>Sum over the whole output, where it is longer than <see cref="Output"/>.</summary>
    public double? OutputSum { get; }

    /// <summary>Sum of the absolute values over the whole output, where it is longer than <see cref="Output"/>.</summary>
    public double? OutputAbsoluteSum { get; }

    /// <summary>What some modules return, in their order of execution.</summary>
    public IReadOnlyList<Checkpoint> Checkpoints { get; }

    /// <summary>The weights of the reference.</summary>
    public RandomWeights Weights => new(Seed, layer => exponents.GetValueOrDefault($"{layer}.running_mean"));

    /// <summary>The input of the reference.</summary>
    public float[] Input
    {
        get
        {
            var values = new float[InputShape.ElementCount];
            RandomWeights.Input("input", Seed, values);
            return values;
        }
    }

    /// <summary>Reads a file of tests/gold.</summary>
    /// <param name="name">The file's name without its ending, such as <c>resnet18_64x64</c>.</param>
    /// <exception cref="FileNotFoundException">There is none of that name.</exception>
    public static Golden Load(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "gold", $"{name}.json")));
        return new Golden(json.RootElement);
    }

    /// <summary>How far an output lies from the reference, relative to its scale; the worse of values and sums.</summary>
    public double Deviation(ReadOnlySpan<double> output)
    {
        if (output.Length != OutputShape.ElementCount)
            throw new ArgumentException($"{OutputShape.ElementCount} values are expected ({OutputShape}), {output.Length} are given");
        var deviation = Tolerance.Deviation(Output, output[..Output.Length]);
        if (OutputSum is null || OutputAbsoluteSum is null) return deviation;
        var (sum, absoluteSum) = (0.0, 0.0);
        foreach (var value in output)
        {
            sum += value;
            absoluteSum += Math.Abs(value);
        }
        var ofSums = Math.Max(Math.Abs(sum - OutputSum.Value), Math.Abs(absoluteSum - OutputAbsoluteSum.Value)) / OutputAbsoluteSum.Value;
        return Math.Max(deviation, ofSums);
    }

    internal static TensorShape Shape(JsonElement sizes) => new([.. sizes.EnumerateArray().Select(size => size.GetInt32())]);

    internal static double[] Numbers(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetDouble())];

    private static ParameterKind Kind(string letter) => letter switch
    {
        "w" => ParameterKind.Weight,
        "b" => ParameterKind.Bias,
        "g" => ParameterKind.Scale,
        "p" => ParameterKind.Slope,
        "m" => ParameterKind.RunningMean,
        "v" => ParameterKind.RunningVariance,
        _ => throw new FormatException($"'{letter}' is no kind of parameter"),
    };
}
