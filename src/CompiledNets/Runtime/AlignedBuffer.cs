using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CompiledNets.Runtime;

/// <summary>
/// Floats at an address that never moves and starts on a cache line. The memory belongs to the garbage collector, so a net needs
/// no disposal. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class AlignedBuffer
{
    private const int Alignment = 64;

    // Keeps the memory alive as long as the buffer; it is reached through the pointer only.
    private readonly float[] memory;

    /// <summary>Allocates zeros.</summary>
    /// <param name="length">The number of floats.</param>
    public AlignedBuffer(int length)
    {
        memory = GC.AllocateArray<float>(length + Alignment / sizeof(float), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref memory[0]);
        Pointer = (float*)((address + Alignment - 1) & ~(nuint)(Alignment - 1));
        Length = length;
    }

    /// <summary>The first float.</summary>
    public float* Pointer { get; }

    /// <summary>The number of floats.</summary>
    public int Length { get; }
}
