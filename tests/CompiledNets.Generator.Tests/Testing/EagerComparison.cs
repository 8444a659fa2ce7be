extern alias Runtime;

using System.Globalization;
using System.Reflection;
using CompiledNets.Testing;
using AlignedBuffer = Runtime::CompiledNets.Runtime.AlignedBuffer;
using RandomWeights = Runtime::CompiledNets.RandomWeights;

namespace CompiledNets.Generator.Tests.Testing;

/// <summary>Compares compiled code with the eager reference, on random weights.</summary>
internal static class EagerComparison
{
    public const ulong Seed = 7;

    /// <summary>Numbers for every input of a net.</summary>
    public static float[][] InputsOf(ITestedNetType type, string key = "") =>
        [.. type.Trace().Inputs.Select(input => Numbers(key + input.Name, input.Shape.ElementCount))];

    /// <summary>As many zeros as a net has outputs of each.</summary>
    public static float[][] OutputsOf(ITestedNetType type)
    {
        var graph = type.Trace();
        return [.. graph.Outputs.Select(output => new float[graph.Nodes[output.Node].Shape.ElementCount])];
    }

    public static float[] Numbers(string key, int count)
    {
        var values = new float[count];
        RandomWeights.Input(key, Seed, values);
        return values;
    }

    // More than the processors of a small machine, and no divisor of most loops.
    private const int Threads = 3;

    /// <summary>Asserts that both give the same, also when memory is full of NaN or of another run's numbers, and on several threads.</summary>
    /// <param name="type">The net.</param>
    /// <param name="declaration">What is printed where they differ.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="tolerance">How far they may lie from each other.</param>
    public static void AssertSame(ITestedNetType type, string declaration, float[][] inputs, double tolerance = Tolerance.Compiled)
    {
        var weights = new RandomWeights(Seed);
        var expected = type.RunEager(weights, inputs);
        var net = type.Load(weights);
        var outputs = OutputsOf(type);
        FillScratchMemory(net, float.NaN);
        net.Run(inputs, outputs);
        for (var i = 0; i < outputs.Length; i++) AssertNear(declaration, i, expected[i], outputs[i], tolerance);

        var again = OutputsOf(type);
        net.Run(InputsOf(type, "other"), again);
        net.Run(inputs, again);
        for (var i = 0; i < outputs.Length; i++) Assert.Equal(outputs[i], again[i]);

        FillScratchMemory(net, float.NaN);
        net.Threads = Threads;
        net.Run(inputs, again);
        net.Threads = 1;
        for (var i = 0; i < outputs.Length; i++) Assert.Equal(outputs[i], again[i]);
    }

    private static unsafe void FillScratchMemory(ITestedNet net, float value)
    {
        var arena = (AlignedBuffer)net.Net.GetType().GetField("arena", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(net.Net)!;
        new Span<float>(arena.Pointer, arena.Length).Fill(value);
    }

    private static void AssertNear(string declaration, int output, double[] expected, float[] actual, double tolerance)
    {
        var found = Array.ConvertAll(actual, value => (double)value);
        var deviation = Tolerance.Deviation(expected, found);
        if (deviation <= tolerance) return;
        var worst = Enumerable.Range(0, expected.Length).MaxBy(i => Distance(expected[i], found[i]));
        Assert.Fail(string.Create(CultureInfo.InvariantCulture,
            $"{declaration}\noutput {output} deviates by {deviation:E2} of its scale; the largest difference is at [{worst}] of {expected.Length}: " +
            $"expected {expected[worst]}, found {found[worst]}; {CompiledSource.SetInUse.Name}"));
    }

    private static double Distance(double expected, double found) =>
        expected.Equals(found) ? 0 : double.IsFinite(expected) && double.IsFinite(found) ? Math.Abs(expected - found) : double.PositiveInfinity;
}
