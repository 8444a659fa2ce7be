extern alias Runtime;

using System.Buffers;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Runtime::CompiledNets.Runtime;

namespace CompiledNets.Fuzz.Nets;

/// <summary>On which side of memory the untouchable page follows at once.</summary>
public enum GuardSide
{
    Before,
    Behind,
}

/// <summary>
/// Memory between two pages that must not be touched: who reads or writes across that end ends the process. What is left of a page on
/// the other side is full of canaries.
/// </summary>
internal sealed unsafe class GuardedMemory : BufferMemory
{
    private const int None = 0;
    private const int ReadAndWrite = 1 | 2;
    private const int PrivateAndAnonymous = 2 | 0x20;
    private const byte Canary = 0xA5;

    private static readonly nuint page = (nuint)Environment.SystemPageSize;

    private readonly GuardSide side;
    private readonly Dictionary<nint, nuint> living = [];

    public GuardedMemory(GuardSide side) => this.side = side;

    public override void* Allocate(nuint bytes)
    {
        var room = Room(bytes);
        var start = Mmap(null, room + 2 * page, None, PrivateAndAnonymous, -1, 0);
        if ((nint)start == -1) throw new Win32Exception();
        if (Mprotect((byte*)start + page, room, ReadAndWrite) != 0) throw new Win32Exception();
        new Span<byte>((byte*)start + page, (int)room).Fill(Canary);
        var first = (byte*)start + page + (side == GuardSide.Behind ? room - bytes : 0);
        NativeMemory.Clear(first, bytes);
        lock (living) living.Add((nint)first, bytes);
        return first;
    }

    public override void Free(void* start, nuint bytes)
    {
        lock (living) living.Remove((nint)start);
        var first = (byte*)start - (side == GuardSide.Behind ? Room(bytes) - bytes : 0) - page;
        if (Munmap(first, Room(bytes) + 2 * page) != 0) throw new Win32Exception();
    }

    /// <summary>Floats for an input or output.</summary>
    public Block Floats(int length) => new(this, length);

    /// <summary>The number of bytes outside of all living memory that are not as they were.</summary>
    public int DeadCanaries()
    {
        var dead = 0;
        lock (living)
            foreach (var (start, bytes) in living)
            {
                var slack = (int)(Room(bytes) - bytes);
                var rest = new ReadOnlySpan<byte>((byte*)start + (side == GuardSide.Behind ? -slack : (nint)bytes), slack);
                dead += slack - rest.Count(Canary);
            }
        return dead;
    }

    private static nuint Room(nuint bytes) => (bytes + page - 1) / page * page;

    [DllImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void* Mmap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Mprotect(void* address, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Munmap(void* address, nuint length);

    /// <summary>Floats between such pages.</summary>
    internal sealed class Block(GuardedMemory memory, int length) : MemoryManager<float>
    {
        private readonly float* start = (float*)memory.Allocate((nuint)length * sizeof(float));

        public override Span<float> GetSpan() => new(start, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing) => memory.Free(start, (nuint)length * sizeof(float));
    }
}
