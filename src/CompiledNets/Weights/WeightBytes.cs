using System.IO.MemoryMappedFiles;

namespace CompiledNets;

/// <summary>The bytes of a file, which may be more than a span can hold.</summary>
internal abstract class WeightBytes : IDisposable
{
    public abstract long Length { get; }

    public abstract ReadOnlySpan<byte> Slice(long offset, int length);

    public virtual void Dispose() { }
}

/// <summary>Bytes that lie in managed memory.</summary>
internal sealed class BufferedBytes(ReadOnlyMemory<byte> memory) : WeightBytes
{
    public override long Length => memory.Length;

    public override ReadOnlySpan<byte> Slice(long offset, int length) => memory.Span.Slice((int)offset, length);
}

/// <summary>Bytes of a file that is mapped into memory.</summary>
internal sealed unsafe class MappedBytes : WeightBytes
{
    private readonly MemoryMappedFile? file;
    private readonly MemoryMappedViewAccessor? view;
    private byte* first;

    public MappedBytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Length = stream.Length;
        // An empty file cannot be mapped.
        if (Length == 0) return;
        file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        view = file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
    }

    public override long Length { get; }

    /// <summary>Brings all of the file into memory at once.</summary>
    public void Populate() => Runtime.LinuxMemory.Populate(first, (nuint)Length);

    public override ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(view is not null && first is null, typeof(SafeTensors));
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        return new ReadOnlySpan<byte>(first + offset, length);
    }

    public override void Dispose()
    {
        if (first is null) return;
        first = null;
        view!.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file!.Dispose();
    }
}
