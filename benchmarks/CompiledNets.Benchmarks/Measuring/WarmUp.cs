using System.Diagnostics;
using System.Runtime;

namespace CompiledNets.Benchmarks.Measuring;

/// <summary>Runs code until the just-in-time compiler has nothing left to improve.</summary>
internal static class WarmUp
{
    // A method moves up a tier after 30 calls, and once more after 30 calls with its counters.
    private const int LeastRuns = 70;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public static void Settle(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        var (changed, methods) = (start, JitInfo.GetCompiledMethodCount());
        for (var i = 0; i < LeastRuns || Stopwatch.GetElapsedTime(changed) < Quiet && Stopwatch.GetElapsedTime(start) < Longest; i++)
        {
            run();
            if (JitInfo.GetCompiledMethodCount() == methods) continue;
            (changed, methods) = (Stopwatch.GetTimestamp(), JitInfo.GetCompiledMethodCount());
        }
    }
}
