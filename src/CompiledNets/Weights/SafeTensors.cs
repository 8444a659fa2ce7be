using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CompiledNets;

/// <summary>
/// Weights in a safetensors file. The file is not trusted: everything its header says is checked when it is opened. Elements of
/// type F32, F16, BF16 and F64 are converted to float32.
/// </summary>
public sealed class SafeTensors : WeightSource, IDisposable
{
    private const int ChunkElements = 1 << 14;
    private readonly WeightBytes bytes;
    private readonly string? origin;
    private readonly WeightOptions options;
    private readonly Dictionary<string, StoredTensor> tensors;

    private SafeTensors(WeightBytes bytes, string? origin, WeightOptions? options)
    {
        this.bytes = bytes;
        this.origin = origin;
        this.options = options ?? WeightOptions.Default;
        tensors = new SafeTensorsHeader(bytes, origin).Parse();
    }

    /// <summary>The tensors of the file, in the order of its header.</summary>
    public IReadOnlyCollection<StoredTensor> Tensors => tensors.Values;

    /// <summary>Opens a file, which stays mapped into memory until <see cref="Dispose"/> and must not be changed until then.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How strictly to check; <see cref="WeightOptions.Default"/> where not given.</param>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="WeightException">The file is damaged.</exception>
    public static SafeTensors Open(string path, WeightOptions? options = null)
    {
        var mapped = new MappedBytes(path);
        try
        {
            return new SafeTensors(mapped, Path.GetFileName(path), options);
        }
        catch
        {
            mapped.Dispose();
            throw;
        }
    }

    /// <summary>Reads a stream to its end; the stream stays open.</summary>
    /// <param name="stream">The stream, at the first byte of the file.</param>
    /// <param name="options">How strictly to check; <see cref="WeightOptions.Default"/> where not given.</param>
    /// <exception cref="IOException">The stream cannot be read, or cannot seek and is longer than 2 GB.</exception>
    /// <exception cref="WeightException">The data is damaged, or longer than 2 GB: open such a file by its path.</exception>
    public static SafeTensors Read(Stream stream, WeightOptions? options = null)
    {
        var origin = (stream as FileStream)?.Name is { } path ? Path.GetFileName(path) : null;
        if (stream.CanSeek && stream.Length - stream.Position is var rest && rest > Array.MaxLength)
            throw WeightCheck.Refusal(origin, $"a stream of {rest} bytes is too long, at most {Array.MaxLength} fit; open the file by its path");
        var capacity = stream.CanSeek ? (int)(stream.Length - stream.Position) : 0;
        using var buffer = new MemoryStream(capacity);
        stream.CopyTo(buffer);
        return new SafeTensors(new BufferedBytes(buffer.GetBuffer().AsMemory(0, (int)buffer.Length)), origin, options);
    }

    /// <summary>Takes the bytes of a file, which are kept and not copied.</summary>
    /// <param name="file">All bytes of the file; they must not be changed while this object is used.</param>
    /// <param name="options">How strictly to check; <see cref="WeightOptions.Default"/> where not given.</param>
    /// <exception cref="WeightException">The data is damaged.</exception>
    public static SafeTensors Parse(ReadOnlyMemory<byte> file, WeightOptions? options = null) =>
        new(new BufferedBytes(file), null, options);

    /// <summary>Takes a copy of the bytes of a file.</summary>
    /// <param name="file">All bytes of the file.</param>
    /// <param name="options">How strictly to check; <see cref="WeightOptions.Default"/> where not given.</param>
    /// <exception cref="WeightException">The data is damaged.</exception>
    public static SafeTensors Parse(ReadOnlySpan<byte> file, WeightOptions? options = null) =>
        Parse((ReadOnlyMemory<byte>)file.ToArray(), options);

    /// <summary>Writes float32 tensors to a file that PyTorch's and other readers of safetensors understand; overwrites it.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="tensors">Key, shape and row-major elements of each tensor.</param>
    /// <exception cref="ArgumentException">A key occurs twice, or the data has not as many elements as the shape.</exception>
    public static void Write(string path, IEnumerable<(string Key, TensorShape Shape, float[] Data)> tensors)
    {
        var all = SafeTensorsWriter.Check(tensors);
        using var file = File.Create(path);
        SafeTensorsWriter.Write(file, all);
    }

    /// <summary>Writes float32 tensors to a stream, which stays open.</summary>
    /// <param name="stream">Where the file's bytes go.</param>
    /// <param name="tensors">Key, shape and row-major elements of each tensor.</param>
    /// <exception cref="ArgumentException">A key occurs twice, or the data has not as many elements as the shape.</exception>
    public static void Write(Stream stream, IEnumerable<(string Key, TensorShape Shape, float[] Data)> tensors) =>
        SafeTensorsWriter.Write(stream, SafeTensorsWriter.Check(tensors));

    /// <inheritdoc/>
    public override void Verify(IReadOnlyList<Parameter> parameters)
    {
        var check = new WeightCheck(origin);
        foreach (var parameter in parameters)
            if (IsUsable(parameter, check) && options.RejectNonFinite) CheckFinite(parameter, check);
        if (!options.AllowExtra) check.Extra(tensors.Values.Select(tensor => (tensor.Key, tensor.ToString())), parameters);
        check.ThrowIfAny();
    }

    /// <inheritdoc/>
    protected override void ReadCore(Parameter parameter, Span<float> destination)
    {
        var check = new WeightCheck(origin);
        IsUsable(parameter, check);
        check.ThrowIfAny();
        var tensor = tensors[parameter.Key];
        for (var start = 0; start < destination.Length; start += ChunkElements)
            Convert(tensor, start, destination.Slice(start, Math.Min(ChunkElements, destination.Length - start)));
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose() => bytes.Dispose();

    private bool IsUsable(Parameter parameter, WeightCheck check)
    {
        if (!tensors.TryGetValue(parameter.Key, out var tensor)) check.Missing(parameter);
        else if (!tensor.HasShape(parameter.Shape)) check.Found(parameter, tensor.ToString());
        else if (tensor.ElementType is not ("F32" or "F16" or "BF16" or "F64"))
            check.Found(parameter, $"{tensor} (F32, F16, BF16 and F64 convert to float32)");
        else return true;
        return false;
    }

    private void CheckFinite(Parameter parameter, WeightCheck check)
    {
        var tensor = tensors[parameter.Key];
        var chunk = new float[Math.Min(ChunkElements, parameter.Shape.ElementCount)];
        for (var start = 0; start < parameter.Shape.ElementCount; start += ChunkElements)
        {
            var values = chunk.AsSpan(0, Math.Min(ChunkElements, parameter.Shape.ElementCount - start));
            Convert(tensor, start, values);
            var index = NonFinite.Find(values);
            if (index < 0) continue;
            check.Problem(NonFinite.Describe(parameter.Key, (long)start + index, values[index]));
            return;
        }
    }

    private void Convert(StoredTensor tensor, long start, Span<float> destination)
    {
        var size = tensor.ElementType switch { "F64" => 8, "F32" => 4, _ => 2 };
        var source = bytes.Slice(tensor.Offset + start * size, destination.Length * size);
        switch (tensor.ElementType)
        {
            case "F32":
                source.CopyTo(MemoryMarshal.AsBytes(destination));
                break;
            case "F64":
                for (var i = 0; i < destination.Length; i++)
                    destination[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(source[(i * 8)..]);
                break;
            case "F16":
                for (var i = 0; i < destination.Length; i++)
                    destination[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(source[(i * 2)..]);
                break;
            default:
                // BF16 is the upper half of a float32.
                for (var i = 0; i < destination.Length; i++)
                    destination[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(source[(i * 2)..]) << 16);
                break;
        }
    }
}
