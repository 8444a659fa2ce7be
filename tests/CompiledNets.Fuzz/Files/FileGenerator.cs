using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using CsCheck;

namespace CompiledNets.Fuzz.Files;

/// <summary>Safetensors files that are in order, nearly in order, and not at all.</summary>
internal static class FileGenerator
{
    private const int LengthBytes = 8;

    private static readonly Gen<string> key = Gen.Frequency(
        (6, Of("a", "b", "layer.weight", "ü", "__metadata__", "", "\\u0000", "\\ud800", "a\\\"b")), (1, Gen.Int[0, 5000].Select(length => new string('k', length))));

    private static readonly Gen<string> type = Gen.Frequency(
        (8, Of("F32", "F16", "BF16", "F64")), (2, Of("I64", "BOOL", "F8_E4M3", "C64")), (1, Of("", "f32", "F33", "F32 ", "Ü")));

    /// <summary>Numbers and other words where a number is expected.</summary>
    public static Gen<string> Odd { get; } = Of(
        "-1", "1e3", "1.5", "9223372036854775807", "9223372036854775808", "18446744073709551616", "4294967296", "2147483648", "\"1\"", "null", "[]", "{}", "true", "00", "-0", "1e999");

    private static readonly Gen<string> brokenTensor = Gen.Select(
        type, Numbers(0, 6), Numbers(0, 4), Gen.Frequency((4, Gen.Const("")), (1, Of("\"x\":[[[[1]]]],", "\"dtype\":\"F32\",", "\"shape\":[1],", "\"x\":{\"y\":{}},"))),
        (name, shape, offsets, more) => $"{{{more}\"dtype\":\"{name}\",\"shape\":{shape},\"data_offsets\":{offsets}}}");

    private static readonly Gen<byte[]> valid = Gen.Select(
        Gen.Select(key, type, Gen.Int[0, 5].Array[0, 4]).Array[0, 5], Gen.Int[0, 9]).Select((tensors, spaces) => Valid(tensors, spaces));

    private static readonly Gen<byte[]> broken = Gen.Select(
        Gen.Select(key, Gen.Frequency((6, brokenTensor), (1, Odd))).Array[0, 4], Gen.Byte.Array[0, 64])
        .Select((entries, data) => File($"{{{string.Join(",", entries.Select(entry => $"\"{entry.Item1}\":{entry.Item2}"))}}}", data));

    private static readonly Gen<byte[]> deep = Gen.Select(Gen.Int[0, 20_000], Of("[", "{\"a\":", "[[],"), Gen.Bool)
        .Select((depth, bracket, within) => File((within ? "{\"a\":{\"x\":" : "") + string.Concat(Enumerable.Repeat(bracket, depth)), []));

    private static readonly Gen<byte[]> noise = Gen.Byte.Array[0, 300];

    /// <summary>Ways to damage any file.</summary>
    public static Gen<Func<byte[], byte[]>> Damage { get; } = Gen.OneOf(
        Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[0, 7]).Select((at, bit) => Changed(at, old => (byte)(old ^ (1 << bit)))),
        Gen.Select(Gen.Int[0, int.MaxValue - 1], Of((byte)'"', (byte)'{', (byte)'}', (byte)'[', (byte)']', (byte)',', (byte)':', (byte)'0', (byte)'9', (byte)'-', (byte)0, (byte)255)).Select((at, value) => Changed(at, _ => value)),
        Gen.Int[0, int.MaxValue - 1].Select(Truncated),
        Gen.Byte.Array[1, 40].Select(more => new Func<byte[], byte[]>(bytes => [.. bytes, .. more])),
        Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[0, 30]).Select((at, length) => new Func<byte[], byte[]>(bytes => Doubled(bytes, at, length))),
        Gen.Select(Gen.Int[0, int.MaxValue - 1], Odd).Select((at, number) => new Func<byte[], byte[]>(bytes => Renumbered(bytes, at, number))),
        Gen.OneOf(Gen.ULong, Gen.Int[0, 400].Select(length => (ulong)length), Of<ulong>(100_000_000ul, 100_000_001ul, 1ul << 31, 1ul << 40, long.MaxValue, ulong.MaxValue)).Select(length => new Func<byte[], byte[]>(bytes => WithLength(bytes, length))));

    /// <summary>The files.</summary>
    public static Gen<byte[]> Files { get; } = Gen.Frequency(
        (1, valid), (6, Gen.Select(valid, Damage.Array[1, 3]).Select((bytes, damages) => damages.Aggregate(bytes, (damaged, one) => one(damaged)))), (3, broken), (1, deep), (1, noise));

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<string> Numbers(int fewest, int most) => Gen.Frequency(
        (8, Gen.Frequency((6, Gen.Int[0, 40].Select(number => number.ToString(CultureInfo.InvariantCulture))), (1, Odd)).Array[fewest, most].Select(numbers => $"[{string.Join(",", numbers)}]")),
        (1, Odd), (1, Gen.Int[60, 70].Select(rank => $"[{string.Join(",", Enumerable.Repeat("1", rank))}]")));

    private static byte[] Valid((string Key, string Type, int[] Shape)[] tensors, int spaces)
    {
        var (entries, offset) = (new List<string>(), 0);
        foreach (var (name, element, shape) in tensors)
        {
            var length = shape.Aggregate(element switch { "F64" or "I64" or "C64" => 8, "F32" => 4, "F16" or "BF16" => 2, _ => 1 }, (product, size) => product * size);
            entries.Add($"\"{name}\":{{\"dtype\":\"{element}\",\"shape\":[{string.Join(",", shape)}],\"data_offsets\":[{offset},{offset + length}]}}");
            offset += length;
        }
        return File($"{{{string.Join(",", entries)}}}{new string(' ', spaces)}", [.. Enumerable.Range(0, offset).Select(i => (byte)(i * 37))]);
    }

    private static byte[] File(string header, byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((ulong)json.Length), .. json, .. data];
    }

    private static Func<byte[], byte[]> Changed(int at, Func<byte, byte> change) => bytes =>
    {
        var copy = (byte[])bytes.Clone();
        if (copy.Length > 0) copy[at % copy.Length] = change(copy[at % copy.Length]);
        return copy;
    };

    private static Func<byte[], byte[]> Truncated(int at) => bytes => bytes[..(at % (bytes.Length + 1))];

    private static byte[] Doubled(byte[] bytes, int at, int length)
    {
        var start = at % (bytes.Length + 1);
        var end = Math.Min(bytes.Length, start + length);
        return [.. bytes[..end], .. bytes[start..]];
    }

    // Replaces a number of the header and keeps its length right, so that the file is read on.
    private static byte[] Renumbered(byte[] bytes, int at, string number)
    {
        if (bytes.Length < LengthBytes) return bytes;
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > (ulong)(bytes.Length - LengthBytes)) return bytes;
        var json = bytes.AsSpan(LengthBytes, (int)length);
        var starts = new List<int>();
        for (var i = 1; i < json.Length; i++)
            if (char.IsAsciiDigit((char)json[i]) && json[i - 1] is (byte)'[' or (byte)',') starts.Add(i);
        if (starts.Count == 0) return bytes;
        var start = starts[at % starts.Count];
        var end = start;
        while (end < json.Length && char.IsAsciiDigit((char)json[end])) end++;
        byte[] header = [.. json[..start], .. Encoding.UTF8.GetBytes(number), .. json[end..]];
        return [.. BitConverter.GetBytes((ulong)header.Length), .. header, .. bytes[(LengthBytes + (int)length)..]];
    }

    private static byte[] WithLength(byte[] bytes, ulong length) =>
        bytes.Length < LengthBytes ? bytes : [.. BitConverter.GetBytes(length), .. bytes[LengthBytes..]];
}
