using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace CompiledNets.Runtime;

/// <summary>
/// Weights that were folded and packed when the project was built, and are used where they lie: in the assembly, or in a file that is
/// mapped into memory. For generated code.
/// </summary>
/// <param name="net">The net's class with its namespace.</param>
/// <param name="plan">A digest of how the net folds and packs its tensors.</param>
/// <param name="length">The number of floats.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class PackedWeights(string net, string plan, int length)
{
    // More than any header: the longest name of a class is 1023 characters.
    private const int LongestHeader = 8192;

    private const nuint CacheLine = 64;
    private const int WordsOfLine = 8;
    private const int WordsAhead = 512;

    /// <summary>Weights that lie in the assembly, header first. Native binaries use them in place.</summary>
    /// <param name="embedded">Data of the assembly, which never moves.</param>
    /// <exception cref="WeightException">They were not packed when the assembly was built.</exception>
    public AlignedBuffer OpenEmbedded(ReadOnlySpan<byte> embedded)
    {
        var header = Encoding.UTF8.GetByteCount(Header(PackedHeader.Unpacked));
        if (embedded.StartsWith(Encoding.UTF8.GetBytes(Header(PackedHeader.Unpacked))))
            throw new WeightException(
                $"the weights of {net} are not in the assembly: expected packed weights, found the place for them; " +
                "build the project with the package CompiledNets, whose targets fill it");
        var floats = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(embedded[header..]));
        if ((nuint)floats % CacheLine == 0) return new AlignedBuffer(floats, length, owner: null);
        // The runtime that compiles at run time does not keep the alignment that the assembly asks for.
        var copy = new AlignedBuffer(length);
        MemoryMarshal.Cast<byte, float>(embedded.Slice(header, length * sizeof(float))).CopyTo(new Span<float>(copy.Pointer, length));
        return copy;
    }

    /// <summary>Weights in a file of their own, which stays mapped into memory and must not be changed while the net is used.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightException">It is damaged, or packed for another net, another version of this one, or another layout.</exception>
    public AlignedBuffer OpenFile(string path)
    {
        var file = new MappedBytes(path);
        try
        {
            var data = Check(file, Path.GetFileName(path));
            return new AlignedBuffer((float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(data)), length, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>What <see cref="OpenEmbedded"/> and <see cref="OpenFile"/> read: the header and the floats.</summary>
    /// <param name="packed">The packed weights.</param>
    public byte[] ToBytes(AlignedBuffer packed)
    {
        ArgumentNullException.ThrowIfNull(packed);
        var data = new ReadOnlySpan<byte>(packed.Pointer, length * sizeof(float));
        return [.. Encoding.UTF8.GetBytes(Header(Checksum(data))), .. data];
    }

    /// <summary>The header of weights that are not packed yet.</summary>
    public byte[] Placeholder() => Encoding.UTF8.GetBytes(Header(PackedHeader.Unpacked));

    private string Header(string checksum) => PackedHeader.Text(net, plan, length, checksum);

    private ReadOnlySpan<byte> Check(MappedBytes file, string name)
    {
        var start = file.Slice(0, (int)Math.Min(file.Length, LongestHeader));
        if (start.Length < PackedHeader.Magic.Length || !start.StartsWith(Encoding.UTF8.GetBytes(PackedHeader.Magic)))
            throw Refusal(name, $"no packed weights: expected a file that begins with '{PackedHeader.Magic}'");
        var end = start.IndexOf((byte)'\n');
        if (end < 0) throw Refusal(name, "the header has no end");
        var fields = Encoding.UTF8.GetString(start[PackedHeader.Magic.Length..end]).Trim().Split(' ', 6);
        if (fields.Length != 6) throw Refusal(name, $"the header is damaged: expected 6 fields, found {fields.Length}");
        Require(name, "net", fields[5], net);
        Require(name, "version of the format", fields[0], PackedHeader.Version.ToString(CultureInfo.InvariantCulture));
        Require(name, "layout", fields[1], PackedHeader.Layout);
        Require(name, "plan, the way in which this build of the net packs its weights,", fields[2], plan);
        Require(name, "number of floats", fields[3], length.ToString(CultureInfo.InvariantCulture));
        // Spaces more or less would move the floats off their cache line.
        if (!start[..(end + 1)].SequenceEqual(Encoding.UTF8.GetBytes(Header(fields[4]))))
            throw Refusal(name, "the header is damaged: it has other spaces than it was written with");
        var expected = end + 1 + (long)length * sizeof(float);
        if (file.Length != expected) throw Refusal(name, $"the file has {file.Length} bytes, expected {expected}");
        // Not before it is known to be the file that is looked for.
        file.Populate();
        var data = file.Slice(end + 1, length * sizeof(float));
        Require(name, "checksum", fields[4], Checksum(data));
        return data;
    }

    private static void Require(string file, string what, string found, string expected)
    {
        if (found != expected) throw Refusal(file, $"the {what} is {WeightCheck.Quote(found)}, expected '{expected}'");
    }

    private static WeightException Refusal(string file, string message) => WeightCheck.Refusal(file, message);

    // CRC-32C, for which processors have an instruction. A file comes from memory page by page, where the processor's own prefetching stops,
    // so it is fetched ahead; and four sums, of every fourth word, do not wait for each other. The checksum is that of the four.
    private static string Checksum(ReadOnlySpan<byte> data)
    {
        var (a, b, c, d) = (uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue);
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        var i = 0;
        for (; i + WordsOfLine + WordsAhead <= words.Length; i += WordsOfLine)
        {
            if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in words[i + WordsAhead])));
            for (var j = i; j < i + WordsOfLine; j += 4)
            {
                a = BitOperations.Crc32C(a, words[j]);
                b = BitOperations.Crc32C(b, words[j + 1]);
                c = BitOperations.Crc32C(c, words[j + 2]);
                d = BitOperations.Crc32C(d, words[j + 3]);
            }
        }
        foreach (var word in words[i..]) a = BitOperations.Crc32C(a, word);
        foreach (var one in data[(data.Length & ~7)..]) a = BitOperations.Crc32C(a, one);
        var crc = BitOperations.Crc32C(BitOperations.Crc32C(BitOperations.Crc32C(a, b), c), d);
        return (~crc).ToString("x8", CultureInfo.InvariantCulture);
    }
}
