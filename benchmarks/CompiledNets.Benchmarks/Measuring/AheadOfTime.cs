using System.Diagnostics;

namespace CompiledNets.Benchmarks.Measuring;

/// <summary>The times of one net's runs, compiled ahead of time and by the JIT.</summary>
/// <param name="Native">Of the native program.</param>
/// <param name="Jit">Of the same program by the JIT, in its steady state.</param>
internal sealed record AheadOfTime(Samples Native, Samples Jit)
{
    private const int LeastRounds = 10;

    /// <summary>How many times as long as the JIT's least time the native program's takes.</summary>
    public double RatioMin => Native.Least / Jit.Least;

    /// <summary>How many times as long as the JIT's median time the native program's takes.</summary>
    public double RatioMedian => Native.Median / Jit.Median;

    /// <summary>Runs both programs in turn, on one core, so that what else the machine does falls on both alike.</summary>
    /// <param name="program">The programs.</param>
    /// <param name="hidesAvx512">Whether the JIT is not to use AVX-512 either.</param>
    /// <param name="duration">For how long, beside the time that they take to warm up.</param>
    public static AheadOfTime Measure(NativeProgram program, bool hidesAvx512, TimeSpan duration)
    {
        // Processes inherit it.
        using var pin = CpuPin.ForThreads(1);
        var jit = new ProcessStartInfo("dotnet", [program.Assembly]);
        if (hidesAvx512) jit.Environment[Cpu.SwitchOfAvx512] = "0";
        using RunningProgram native = new(new ProcessStartInfo(program.Binary)), managed = new(jit);
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round < LeastRounds || Stopwatch.GetElapsedTime(start) < duration; round++)
        {
            native.Round();
            managed.Round();
        }
        return new AheadOfTime(native.Times, managed.Times);
    }
}
