using System.Diagnostics;

namespace CompiledNets.Benchmarks.Measuring;

/// <summary>
/// Times two ways of the same work in turn, so that what else the machine does falls on both alike. A run that does not count goes
/// before each, or the first would pay for the cache that the other has filled. Where one side leaves threads behind that spin for their
/// next work, the other waits until they rest: they would hold the cores that it needs.
/// </summary>
internal static class PairedTimer
{
    private const int LeastPairs = 30;
    private const int MostPairs = 2000;

    // Enough for the clock's resolution not to show.
    private static readonly TimeSpan ShortestSample = TimeSpan.FromMilliseconds(0.5);

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(500);

    public static (Samples First, Samples Second) Measure(Action first, Action second, TimeSpan duration, int threads)
    {
        var (firstSamples, secondSamples) = (new Samples(), new Samples());
        var (firstRuns, secondRuns) = (RunsPerSample(first), RunsPerSample(second));
        var start = Stopwatch.GetTimestamp();
        for (var pair = 0; pair < LeastPairs || pair < MostPairs && Stopwatch.GetElapsedTime(start) < duration; pair++)
        {
            firstSamples.Add(Time(first, firstRuns));
            secondSamples.Add(Time(second, secondRuns));
        }
        return (firstSamples, secondSamples);

        int RunsPerSample(Action run) => (int)Math.Ceiling(ShortestSample / Time(run, 1));

        TimeSpan Time(Action run, int runs)
        {
            if (threads > 1) WaitForRest();
            run();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < runs; i++) run();
            return Stopwatch.GetElapsedTime(start) / runs;
        }
    }

    private static void WaitForRest()
    {
        var start = Stopwatch.GetTimestamp();
        for (var before = Environment.CpuUsage.TotalTime; Stopwatch.GetElapsedTime(start) < LongestRest;)
        {
            Thread.Sleep(Rest);
            var now = Environment.CpuUsage.TotalTime;
            if (now - before < Rest / 4) return;
            before = now;
        }
    }
}
