using System.Text;

namespace CompiledNets;

/// <summary>
/// Weights drawn from a tensor's key and a seed, the same on every machine: element i is the (i + 1)-th number of a splitmix64
/// sequence that starts at the FNV-1a hash of the key, xor the seed. Convolutions and linear layers get He's scale, so that
/// activations keep their size through a deep network.
/// </summary>
public sealed class RandomWeights : WeightSource
{
    private readonly ulong seed;
    private readonly Func<string, int> batchNormExponent;

    /// <summary>Makes the source.</summary>
    /// <param name="seed">Another seed gives other weights.</param>
    /// <param name="batchNormExponent">
    /// For the prefix of a BatchNorm layer, the k with which its running statistics are those of an input of size 2^k; 0 for
    /// every layer where not given.
    /// </param>
    public RandomWeights(ulong seed, Func<string, int>? batchNormExponent = null)
    {
        this.seed = seed;
        this.batchNormExponent = batchNormExponent ?? (_ => 0);
    }

    /// <summary>Numbers in [−1, 1) for an input of the network.</summary>
    /// <param name="key">Another key gives other numbers; the reference data use <c>input</c>.</param>
    /// <param name="seed">Another seed gives other numbers.</param>
    /// <param name="destination">Where they go.</param>
    public static void Input(string key, ulong seed, Span<float> destination) => Fill(Hash(key) ^ seed, destination);

    /// <summary>Does nothing: every key has weights of every shape.</summary>
    public override void Verify(IReadOnlyList<Parameter> parameters) { }

    /// <inheritdoc/>
    protected override void ReadCore(Parameter parameter, Span<float> destination)
    {
        Fill(Hash(parameter.Key) ^ seed, destination);
        switch (parameter.Kind)
        {
            case ParameterKind.Weight: Affine(destination, HeScale(parameter.Shape), 0); break;
            case ParameterKind.Bias: Affine(destination, 0.1f, 0); break;
            case ParameterKind.Scale: Affine(destination, 0.25f, 1); break;
            case ParameterKind.Slope: Affine(destination, 0.25f, 0.25f); break;
            case ParameterKind.RunningMean: RunningMean(destination, Exponent(parameter)); break;
            case ParameterKind.RunningVariance: RunningVariance(destination, Exponent(parameter)); break;
            default: throw new ArgumentOutOfRangeException(nameof(parameter), parameter.Kind, $"'{parameter.Key}' is of an unknown kind");
        }
    }

    internal static ulong Hash(string key)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var value in Encoding.UTF8.GetBytes(key)) hash = (hash ^ value) * 0x00000100000001B3;
        return hash;
    }

    internal static ulong SplitMix64(ulong start, ulong index)
    {
        var z = start + (index + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static void Fill(ulong start, Span<float> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            var unit = (SplitMix64(start, (ulong)i) >> 40) * (1f / (1 << 24));
            destination[i] = 2 * unit - 1;
        }
    }

    private static void Affine(Span<float> values, float factor, float offset)
    {
        for (var i = 0; i < values.Length; i++) values[i] = offset + factor * values[i];
    }

    private static void RunningMean(Span<float> values, int exponent)
    {
        for (var i = 0; i < values.Length; i++) values[i] = MathF.ScaleB(0.1f * values[i], exponent);
    }

    // (v + 1) / 2 recovers the number in [0, 1) exactly.
    private static void RunningVariance(Span<float> values, int exponent)
    {
        for (var i = 0; i < values.Length; i++) values[i] = MathF.ScaleB(1 + 0.5f * ((values[i] + 1) * 0.5f), 2 * exponent);
    }

    private static float HeScale(TensorShape shape)
    {
        var fanIn = shape.Skip(1).Aggregate(1L, (product, size) => product * size);
        return (float)Math.Sqrt(6.0 / fanIn);
    }

    private int Exponent(Parameter parameter) => batchNormExponent(parameter.Key[..Math.Max(parameter.Key.LastIndexOf('.'), 0)]);
}
