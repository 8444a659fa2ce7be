using System.Runtime.InteropServices;

namespace CompiledNets.Runtime;

/// <summary>What Linux does for memory beyond giving it. Each call fails on other systems, and where it is refused, which costs only time.</summary>
internal static unsafe class LinuxMemory
{
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 2 | 0x20;
    private const int AdviseHugePage = 14;
    private const int AdvisePopulateRead = 22;

    // A system whose C library has another name is none that these calls are for.
    private static readonly Lazy<bool> hasLibrary = new(() =>
    {
        try
        {
            return NativeAdvise(null, 0, AdviseHugePage) is 0 or -1;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    });

    /// <summary>Pages of zeros that come into being when they are written to, at a multiple of some power of two; null where there are none.</summary>
    /// <param name="bytes">How many bytes, a multiple of the page size.</param>
    /// <param name="alignment">The power of two, a multiple of the page size.</param>
    public static void* Map(nuint bytes, nuint alignment)
    {
        if (!IsLinux()) return null;
        var whole = (byte*)NativeMap(null, bytes + alignment, ReadWrite, PrivateAnonymous, -1, 0);
        if (whole == (byte*)-1) return null;
        var start = (byte*)(((nuint)whole + alignment - 1) & ~(alignment - 1));
        Unmap(whole, (nuint)(start - whole));
        Unmap(start + bytes, alignment - (nuint)(start - whole));
        return start;
    }

    /// <summary>Gives back what <see cref="Map"/> gave, or a part of it.</summary>
    public static void Unmap(void* start, nuint bytes)
    {
        if (bytes > 0) _ = NativeUnmap(start, bytes);
    }

    /// <summary>Asks for large pages.</summary>
    public static void PreferHugePages(void* start, nuint bytes)
    {
        if (IsLinux()) _ = NativeAdvise(start, bytes, AdviseHugePage);
    }

    /// <summary>Brings a mapped file into memory at once and not page by page, each by a fault of its own.</summary>
    public static void Populate(void* start, nuint bytes)
    {
        if (IsLinux()) _ = NativeAdvise(start, bytes, AdvisePopulateRead);
    }

    private static bool IsLinux() => OperatingSystem.IsLinux() && hasLibrary.Value;

    [DllImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void* NativeMap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeUnmap(void* address, nuint length);

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeAdvise(void* address, nuint length, int advice);
}
