using System.Diagnostics;
using CompiledNets.Generator.Tests.Testing;
using CompiledNets.Testing;

namespace CompiledNets.Fuzz.Denormals;

/// <summary>How much longer a net runs on denormal numbers than on others.</summary>
internal static class DenormalTimes
{
    private const int Samples = 41;
    private const double SampleMilliseconds = 2;

    // Times a number of -1 to 1 this is denormal, and so are the products with weights.
    private const float Denormal = 1e-39f;

    private static readonly (string Name, string Shape, string Expression)[] nets =
    [
        ("Convolution1x1", "64, 28, 28", """x.Conv2d("c", 64, 1, bias: false)"""),
        ("Convolution3x3", "64, 28, 28", """x.Conv2d("c", 64, 3, stride: 2, padding: 1, bias: false)"""),
        ("Winograd", "64, 28, 28", """x.Conv2d("c", 64, 3, padding: 1, bias: false)"""),
        ("Depthwise", "64, 28, 28", """x.Conv2d("c", 64, 3, padding: 1, groups: 64, bias: false)"""),
        ("Linear", "64, 4, 4", """x.Flatten().Linear("c", 512, bias: false)"""),
        ("Pool", "64, 28, 28", "x.AvgPool2d(2)"),
        ("Sigmoid", "64, 28, 28", "x.Sigmoid()"),
        ("Softmax", "1000, 1, 1", "x.Flatten().Softmax()"),
        ("Product", "64, 28, 28", "x * x"),
    ];

    /// <summary>The ratio of the medians of interleaved runs, denormal to normal, of each kind of net.</summary>
    public static IEnumerable<(string Name, double Ratio)> Measure()
    {
        var source = CompiledSource.Compile([.. nets.Select(net =>
            $"[CompiledNet] public partial class {net.Name} {{ static Tensor Forward([Shape(1, {net.Shape})] Tensor x) => {net.Expression}; }}")]);
        foreach (var net in nets) yield return (net.Name, Ratio(source.Net(net.Name)));
    }

    private static double Ratio(ITestedNetType type)
    {
        var graph = type.Trace();
        var (net, input) = (type.FromRandom(RandomNumbers.Seed), RandomNumbers.Of("x", graph.Inputs.Single().Shape.ElementCount));
        float[][] normal = [input], denormal = [Array.ConvertAll(input, value => Denormal * value)];
        float[][] output = [new float[graph.Nodes[graph.Outputs[0].Node].Shape.ElementCount]];
        var runs = 1;
        while (Time(normal) < SampleMilliseconds) runs *= 2;
        var samples = Enumerable.Range(0, Samples).Select(_ => (Normal: Time(normal), Denormal: Time(denormal))).ToList();
        return Median(samples.Select(sample => sample.Denormal)) / Median(samples.Select(sample => sample.Normal));

        double Time(float[][] inputs)
        {
            var start = Stopwatch.GetTimestamp();
            for (var run = 0; run < runs; run++) net.Run(inputs, output);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    private static double Median(IEnumerable<double> times) => times.Order().ElementAt(Samples / 2);
}
