using CompiledNets.Testing;

namespace CompiledNets.Tests;

/// <summary>Short ways to run one operator in the tests of the eager reference.</summary>
internal static class EagerCase
{
    private static readonly WeightDictionary NoWeights = new();

    public static double[] Run(Func<Tensor, Tensor> forward, TensorShape shape, params float[] input) =>
        Eager.Run(forward, NoWeights, shape, input).ToArray();

    /// <summary>One channel of one image with a single row.</summary>
    public static double[] RunRow(Func<Tensor, Tensor> forward, params float[] row) =>
        Run(forward, new TensorShape(1, 1, 1, row.Length), row);

    public static float[] Counted(TensorShape shape) => [.. Enumerable.Range(0, shape.ElementCount).Select(i => (float)i)];

    public static float[] Random(string key, TensorShape shape)
    {
        var values = new float[shape.ElementCount];
        RandomWeights.Input(key, seed: 1, values);
        return values;
    }

    public static void AssertClose(double[] expected, double[] actual) => Assert.InRange(Tolerance.Deviation(expected, actual), 0, 1e-14);
}
