using System.ComponentModel;
using System.Runtime.InteropServices;

namespace CompiledNets.Runtime;

/// <summary>
/// Floats at an address that never moves and starts on a cache line. They are freed when nothing refers to the buffer any more, so
/// a net needs no disposal; who works with <see cref="Pointer"/> keeps the buffer alive. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class AlignedBuffer
{
    private const nuint CacheLine = 64;

    // x64 and most ARM64 kernels; where it is another size, the alignment does no harm and the advice may do nothing.
    private const nuint HugePage = 2 * 1024 * 1024;

    private const int MadviseHugePage = 14;

    private readonly long bytes;
    private readonly bool isForeign;
    private readonly IDisposable? owner;

    /// <summary>Allocates zeros.</summary>
    /// <param name="length">The number of floats.</param>
    public AlignedBuffer(int length)
    {
        Length = length;
        var size = Math.Max((nuint)length * sizeof(float), 1);
        var isHuge = size >= HugePage;
        Pointer = (float*)NativeMemory.AlignedAlloc(size, isHuge ? HugePage : CacheLine);
        if (isHuge) AdviseHugePages(Pointer, size / HugePage * HugePage);
        NativeMemory.Clear(Pointer, size);
        bytes = (long)size;
        GC.AddMemoryPressure(bytes);
    }

    /// <summary>Memory of another's, which is read only.</summary>
    /// <param name="pointer">The first float, on a cache line.</param>
    /// <param name="length">The number of floats.</param>
    /// <param name="owner">What to dispose of with the buffer; null where the memory stays.</param>
    internal AlignedBuffer(float* pointer, int length, IDisposable? owner)
    {
        Pointer = pointer;
        Length = length;
        this.owner = owner;
        isForeign = true;
        if (owner is null) GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory.</summary>
    ~AlignedBuffer()
    {
        if (isForeign)
        {
            // A mapping, whose handle outlives its finalizer until it is let go.
            owner?.Dispose();
            return;
        }
        NativeMemory.AlignedFree(Pointer);
        GC.RemoveMemoryPressure(bytes);
    }

    /// <summary>The first float.</summary>
    public float* Pointer { get; }

    /// <summary>The number of floats.</summary>
    public int Length { get; }

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
