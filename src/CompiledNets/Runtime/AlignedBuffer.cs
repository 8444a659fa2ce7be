using System.ComponentModel;

namespace CompiledNets.Runtime;

/// <summary>
/// Floats at an address that never moves and starts on a cache line. They are freed when nothing refers to the buffer any more, so
/// a net needs no disposal; who works with <see cref="Pointer"/> keeps the buffer alive. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class AlignedBuffer
{
    private readonly BufferMemory memory = Memory;
    private readonly nuint bytes;
    private readonly bool isForeign;
    private readonly IDisposable? owner;

    /// <summary>Allocates zeros.</summary>
    /// <param name="length">The number of floats.</param>
    public AlignedBuffer(int length)
    {
        Length = length;
        bytes = Math.Max((nuint)length * sizeof(float), 1);
        Pointer = (float*)memory.Allocate(bytes);
        GC.AddMemoryPressure((long)bytes);
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
        memory.Free(Pointer, bytes);
        GC.RemoveMemoryPressure((long)bytes);
    }

    /// <summary>Where new buffers get their memory; tests put it between pages that must not be touched.</summary>
    internal static BufferMemory Memory { get; set; } = new NativeBufferMemory();

    /// <summary>The first float.</summary>
    public float* Pointer { get; }

    /// <summary>The number of floats.</summary>
    public int Length { get; }
}
