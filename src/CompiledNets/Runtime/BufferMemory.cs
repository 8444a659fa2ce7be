using System.Collections.Concurrent;
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
/// <remarks>
/// Weights stream from memory through each run; the processor's prefetchers stop at the ends of pages, so that large ones make the layers
/// that wait for weights about a fifth faster. And a program that runs a net once spends most of its time on the first touch of pages.
/// </remarks>
internal sealed unsafe class NativeBufferMemory : BufferMemory
{
    private const nuint CacheLine = 64;

    // x64 and most ARM64 kernels; where it is another size, the alignment does no harm and the advice may do nothing.
    private const nuint HugePage = 2 * 1024 * 1024;

    // What is less at the end of a buffer is not worth a large page, whose other part would be memory for nothing.
    private const nuint SmallestTail = HugePage / 4;

    // Freed as it was allocated, which the length alone cannot tell where the system had refused.
    private readonly ConcurrentDictionary<nuint, nuint> mapped = new();

    public override void* Allocate(nuint bytes)
    {
        var pages = bytes >= HugePage ? Map(bytes) : null;
        if (pages is not null) return pages;
        var start = NativeMemory.AlignedAlloc(bytes, CacheLine);
        NativeMemory.Clear(start, bytes);
        return start;
    }

    public override void Free(void* start, nuint bytes)
    {
        if (mapped.TryRemove((nuint)start, out var length)) LinuxMemory.Unmap(start, length);
        else NativeMemory.AlignedFree(start);
    }

    private void* Map(nuint bytes)
    {
        var page = bytes % HugePage < SmallestTail ? (nuint)Environment.SystemPageSize : HugePage;
        var length = (bytes + page - 1) / page * page;
        var start = LinuxMemory.Map(length, HugePage);
        if (start is null) return null;
        LinuxMemory.PreferHugePages(start, length / HugePage * HugePage);
        mapped[(nuint)start] = length;
        return start;
    }
}
