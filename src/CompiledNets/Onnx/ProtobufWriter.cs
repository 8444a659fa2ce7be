using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace CompiledNets.Onnx;

/// <summary>Writes the fields of one protobuf message: a tag of field number and wire type, then a varint, a float, or a length and bytes.</summary>
internal sealed class ProtobufWriter
{
    private const int LongestVarint = 10;

    private readonly ArrayBufferWriter<byte> buffer = new();

    private enum WireType
    {
        Varint = 0,
        LengthDelimited = 2,
        Fixed32 = 5,
    }

    /// <summary>What has been written.</summary>
    public ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    public void Integer(int field, long value)
    {
        Tag(field, WireType.Varint);
        Varint((ulong)value);
    }

    public void Float(int field, float value)
    {
        Tag(field, WireType.Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(buffer.GetSpan(sizeof(float)), value);
        buffer.Advance(sizeof(float));
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Prefix(field, value.Length);
        buffer.Write(value);
    }

    public void Message(int field, Action<ProtobufWriter> write) => Bytes(field, Compose(write).Span);

    /// <summary>The beginning of a message or of bytes that are written elsewhere.</summary>
    public void Prefix(int field, long length)
    {
        Tag(field, WireType.LengthDelimited);
        Varint((ulong)length);
    }

    /// <summary>Bytes that are fields already.</summary>
    public void Raw(ReadOnlySpan<byte> fields) => buffer.Write(fields);

    /// <summary>The bytes of a message by itself.</summary>
    public static ReadOnlyMemory<byte> Compose(Action<ProtobufWriter> write)
    {
        var writer = new ProtobufWriter();
        write(writer);
        return writer.Written;
    }

    private void Tag(int field, WireType type) => Varint((uint)field << 3 | (uint)type);

    // Seven bits a byte, the lowest first; the top bit says that more follow.
    private void Varint(ulong value)
    {
        var bytes = buffer.GetSpan(LongestVarint);
        var count = 0;
        for (; value >= 0x80; value >>= 7) bytes[count++] = (byte)(value | 0x80);
        bytes[count++] = (byte)value;
        buffer.Advance(count);
    }
}
