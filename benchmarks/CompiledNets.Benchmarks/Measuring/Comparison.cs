using CompiledNets.Benchmarks.Nets;

namespace CompiledNets.Benchmarks.Measuring;

/// <summary>Measures one net against ONNX Runtime, with the same weights and input.</summary>
internal static class Comparison
{
    /// <summary>Of weights and input.</summary>
    public const ulong Seed = 1;

    private const int CountedRuns = 10;

    public static (NetResult Result, double PeakGflops) Measure(NetEntry entry, int threads, TimeSpan duration)
    {
        var (graph, weights) = (entry.Trace(), new RandomWeights(Seed));
        var net = entry.Load(weights);
        net.SetThreads(threads);
        var input = Input(graph);
        var output = new float[graph.Nodes[graph.Outputs[0].Node].Shape.ElementCount];
        using var other = new OnnxNet(graph, weights, input, threads);
        void Run() => net.Run(input, output);
        WarmUp.Settle(Run);
        WarmUp.Settle(other.Run);

        using var pin = CpuPin.ForThreads(threads);
        var peak = FmaPeak.Measure();
        var (ours, theirs) = PairedTimer.Measure(Run, other.Run, duration, threads);
        peak = Math.Max(peak, FmaPeak.Measure());
        var info = entry.Info();
        return (
            new NetResult
            {
                Net = entry.Name,
                MultiplyAdds = info.MultiplyAdds,
                OursMinMs = ours.Least,
                OursMedianMs = ours.Median,
                OrtMinMs = theirs.Least,
                OrtMedianMs = theirs.Median,
                Gflops = 2e-6 * info.MultiplyAdds / ours.Least,
                MaxError = MaxError(other.Output, output),
                AllocatedBytes = AllocatedBytes(Run),
                ScratchBytes = info.ScratchBytes,
                WeightBytes = info.WeightBytes,
            },
            peak);
    }

    /// <summary>Random numbers for the only input.</summary>
    public static float[] Input(Graph graph)
    {
        var input = new float[graph.Inputs.Single().Shape.ElementCount];
        RandomWeights.Input("input", Seed, input);
        return input;
    }

    // Relative to the scale, the largest absolute value; NaN where one side has a NaN.
    private static double MaxError(float[] expected, float[] actual) =>
        expected.Zip(actual, (left, right) => Math.Abs((double)left - right)).Aggregate(0.0, Math.Max) / expected.Max(Math.Abs);

    private static long AllocatedBytes(Action run)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < CountedRuns; i++) run();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / CountedRuns;
    }
}
