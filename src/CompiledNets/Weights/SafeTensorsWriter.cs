using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace CompiledNets;

/// <summary>Writes safetensors files: the header's length, the header in JSON, the elements without gaps.</summary>
internal static class SafeTensorsWriter
{
    private const int Alignment = 8;

    public static List<(string Key, TensorShape Shape, float[] Data)> Check(
        IEnumerable<(string Key, TensorShape Shape, float[] Data)> tensors)
    {
        var keys = new HashSet<string>();
        var all = tensors.ToList();
        foreach (var (key, shape, data) in all)
        {
            if (!keys.Add(key)) throw new ArgumentException($"the key '{key}' occurs twice", nameof(tensors));
            if (data.Length != shape.ElementCount)
                throw new ArgumentException(
                    $"'{key}' has {shape.ElementCount} elements ({shape}), the data {data.Length}", nameof(tensors));
        }
        return all;
    }

    public static void Write(Stream stream, List<(string Key, TensorShape Shape, float[] Data)> tensors)
    {
        var header = Header(tensors);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var tensor in tensors) stream.Write(MemoryMarshal.AsBytes(tensor.Data.AsSpan()));
    }

    private static byte[] Header(List<(string Key, TensorShape Shape, float[] Data)> tensors)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            var offset = 0L;
            foreach (var (key, shape, _) in tensors)
            {
                WriteEntry(json, key, shape, offset);
                offset += shape.ByteCount;
            }
            json.WriteEndObject();
        }
        while (text.Length % Alignment != 0) text.WriteByte((byte)' ');
        return text.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, string key, TensorShape shape, long offset)
    {
        json.WriteStartObject(key);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        foreach (var size in shape) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + shape.ByteCount);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
