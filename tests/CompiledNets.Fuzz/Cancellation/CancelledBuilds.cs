using System.Diagnostics;
using CompiledNets.Generator.Tests;
using CompiledNets.Generator.Tests.Testing;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Fuzz.Cancellation;

/// <summary>A build that was cancelled.</summary>
/// <param name="Done">The share of the build's work that was done when it was cancelled.</param>
/// <param name="Share">The share that was done after that.</param>
/// <param name="Time">How long that took.</param>
internal sealed record CancelledBuild(double Done, double Share, TimeSpan Time);

/// <summary>What came of a number of builds.</summary>
/// <param name="Builds">Those that were cancelled before they had ended.</param>
/// <param name="WholeTime">What a build takes that is not cancelled.</param>
internal sealed record CancellationOutcome(IReadOnlyList<CancelledBuild> Builds, TimeSpan WholeTime);

/// <summary>
/// Cancels the generator while it compiles a large net. Work is counted in bytes that are allocated, since these are the same
/// whether the machine is slow or busy; nothing else may allocate meanwhile. As in an editor, a compilation from before is there, so that
/// the compiler need not read all referenced assemblies anew, which it does in one go.
/// </summary>
internal static class CancelledBuilds
{
    private const string Declaration =
        "[CompiledNet] public partial class Large { static Tensor Forward([Shape(3, 600, 600)] Tensor image) => CompiledNets.Models.EfficientNet.B7(image); }";

    /// <summary>Cancels so many builds, at instants that are spread evenly over a build's work.</summary>
    public static CancellationOutcome Run(int count)
    {
        string[] sources = [.. EmbeddedSources.Of("Models"), Declaration];
        // The first build is also one of the generator itself.
        var before = Harness.Compile(sources);
        Build(before);
        var clock = Stopwatch.StartNew();
        var whole = Build(Harness.Compile(sources));
        var time = clock.Elapsed;
        // The first exception of a process takes long as well.
        Cancel(sources, 0.3, whole);
        var builds = Enumerable.Range(0, count).Select(i => Cancel(sources, (i + 0.5) / count, whole)).OfType<CancelledBuild>().ToList();
        GC.KeepAlive(before);
        return new CancellationOutcome(builds, time);
    }

    // The bytes that a build allocates.
    private static long Build(Compilation compilation)
    {
        var driver = Harness.NewDriver();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        driver.RunGenerators(compilation, CancellationToken.None);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static CancelledBuild? Cancel(string[] sources, double instant, long whole)
    {
        using var source = new CancellationTokenSource();
        var (driver, compilation) = (Harness.NewDriver(), Harness.Compile(sources));
        var (wasCancelled, ended, bytes) = (false, 0L, 0L);
        var build = new Thread(() =>
        {
            try
            {
                driver.RunGenerators(compilation, source.Token);
            }
            catch (OperationCanceledException)
            {
                wasCancelled = true;
            }
            (ended, bytes) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(precise: true));
        });
        var start = GC.GetTotalAllocatedBytes(precise: true);
        build.Start();
        while (build.IsAlive && GC.GetTotalAllocatedBytes() - start < instant * whole) Thread.SpinWait(100);
        var cancelled = Stopwatch.GetTimestamp();
        source.Cancel();
        var done = GC.GetTotalAllocatedBytes(precise: true) - start;
        build.Join();
        return wasCancelled ? new CancelledBuild((double)done / whole, Math.Max(0, bytes - start - done) / (double)whole, Stopwatch.GetElapsedTime(cancelled, ended)) : null;
    }
}
