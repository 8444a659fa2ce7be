using System.Diagnostics;

namespace CompiledNets.Benchmarks.Measuring;

/// <summary>Keeps the measuring thread on one core, where the system allows it, since a thread that moves leaves its caches behind.</summary>
internal sealed class CpuPin : IDisposable
{
    private readonly Process process = Process.GetCurrentProcess();
    private readonly nint? before;

    private CpuPin()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows()) return;
        before = process.ProcessorAffinity;
        process.ProcessorAffinity = (nint)1 << Thread.GetCurrentProcessorId();
    }

    /// <summary>Pins a run of one thread; more threads are left to the system.</summary>
    public static CpuPin? ForThreads(int threads) => threads == 1 ? new CpuPin() : null;

    public void Dispose()
    {
        if (before is { } affinity && (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())) process.ProcessorAffinity = affinity;
        process.Dispose();
    }
}
