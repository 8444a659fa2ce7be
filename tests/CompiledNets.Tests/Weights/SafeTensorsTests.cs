using System.Buffers.Binary;
using System.Text;

namespace CompiledNets.Tests;

public class SafeTensorsTests
{
    private static readonly Parameter A = new("a", new TensorShape(2, 3), ParameterKind.Weight);
    private static readonly Parameter B = new("b.bias", new TensorShape(2), ParameterKind.Bias);

    private static readonly (string, TensorShape, float[])[] Two =
        [("a", new TensorShape(2, 3), [1, 2, 3, 4, 5, 6.5f]), ("b.bias", new TensorShape(2), [float.MaxValue, -0f])];

    [Fact]
    public void Write_ThenRead_GivesTheSameNumbers()
    {
        using var stream = new MemoryStream();
        SafeTensors.Write(stream, Two);
        Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(stream.GetBuffer()) % 8);

        using var parsed = SafeTensors.Parse(stream.ToArray().AsMemory());
        AssertHoldsBoth(parsed);
        using var copied = SafeTensors.Parse(stream.ToArray().AsSpan());
        AssertHoldsBoth(copied);
        stream.Position = 0;
        using var read = SafeTensors.Read(stream);
        AssertHoldsBoth(read);
    }

    [Fact]
    public void Read_TakesAStreamThatCannotSeek()
    {
        using var stream = new MemoryStream();
        SafeTensors.Write(stream, Two);
        using var weights = SafeTensors.Read(new OneWayStream(stream.ToArray()));
        AssertHoldsBoth(weights);
    }

    [Fact]
    public void Open_MapsAFile_AndRefusalsNameIt()
    {
        using var file = new TemporaryFile("net.safetensors");
        SafeTensors.Write(file.Path, Two);
        var weights = SafeTensors.Open(file.Path);
        AssertHoldsBoth(weights);
        var exception = Assert.Throws<WeightException>(() => weights.Verify([A]));
        Assert.Equal("net.safetensors: tensor 'b.bias' (F32 2) is not used by the network", exception.Message);
        weights.Dispose();
        weights.Dispose();
        Assert.Throws<ObjectDisposedException>(() => weights.Read(A, new float[6]));
    }

    [Fact]
    public void Open_OfAnEmptyFile_IsRefused()
    {
        using var file = new TemporaryFile("empty.safetensors");
        File.WriteAllBytes(file.Path, []);
        var exception = Assert.Throws<WeightException>(() => SafeTensors.Open(file.Path));
        Assert.Equal("empty.safetensors: the file is truncated: 0 bytes, expected at least the 8 of the header's length", exception.Message);
    }

    [Fact]
    public void Open_OfADamagedFile_ReleasesIt()
    {
        using var file = new TemporaryFile("bad.safetensors");
        File.WriteAllBytes(file.Path, Bytes("{]", 0));
        Assert.Throws<WeightException>(() => SafeTensors.Open(file.Path));
        File.Delete(file.Path);
    }

    [Fact]
    public void Open_OfAFileThatIsNotThere_IsAnIOException() =>
        Assert.Throws<FileNotFoundException>(() => SafeTensors.Open(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString())));

    [Theory]
    [InlineData("F32", new byte[] { 0, 0, 0xC0, 0x3F }, 1.5f)]
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F }, 1.5f)]
    [InlineData("F16", new byte[] { 0, 0x3E }, 1.5f)]
    [InlineData("BF16", new byte[] { 0xC0, 0x3F }, 1.5f)]
    [InlineData("F16", new byte[] { 0, 0xFC }, float.NegativeInfinity)]
    [InlineData("BF16", new byte[] { 0xC0, 0x7F }, float.NaN)]
    public void FloatingPointTypes_AreConverted(string type, byte[] element, float expected)
    {
        // More elements than are converted at a time, and the data begin at no multiple of an element's size.
        const int count = 40_000;
        var parameter = new Parameter("x", new TensorShape(count), ParameterKind.Bias);
        var json = $$$"""
            {"x":{"dtype":"{{{type}}}","shape":[{{{count}}}],"data_offsets":[1,{{{1 + count * element.Length}}}]},
            "y":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}
            """;
        var data = Enumerable.Repeat(element, count).SelectMany(bytes => bytes).Prepend((byte)9).ToArray();
        using var weights = SafeTensors.Parse(Bytes(json, data).AsMemory(), new WeightOptions { AllowExtra = true });
        weights.Verify([parameter]);
        var values = new float[count];
        weights.Read(parameter, values);
        Assert.All(values, value => Assert.Equal(expected, value));
    }

    [Fact]
    public void Metadata_StepCountersAndUnknownFields_AreAccepted()
    {
        var json = """
            {"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24],"note":{"x":[1]}},
            "bn.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[24,32]}}
            """;
        using var weights = SafeTensors.Parse(Bytes(json, 32).AsMemory());
        weights.Verify([A]);
        Assert.Equal(["F32 2×3", "I64 scalar"], weights.Tensors.Select(tensor => tensor.ToString()));
    }

    [Fact]
    public void EmptyTensors_AreAccepted()
    {
        var json = """{"e":{"dtype":"F32","shape":[0,9223372036854775807],"data_offsets":[0,0]}}""";
        using var weights = SafeTensors.Parse(Bytes(json, 0).AsMemory());
        var exception = Assert.Throws<WeightException>(() => weights.Verify([]));
        Assert.Equal("tensor 'e' (F32 0×9223372036854775807) is not used by the network", exception.Message);
    }

    [Theory]
    [InlineData("""{"b":{"dtype":"F32","shape":[6],"data_offsets":[0,24]}}""", "tensor 'a' is missing, expected 2×3; tensor 'b' (F32 6) is not used by the network")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]}}""", "tensor 'a' is F32 3×2, expected 2×3")]
    [InlineData("""{"a":{"dtype":"I32","shape":[2,3],"data_offsets":[0,24]}}""", "tensor 'a' is I32 2×3 (F32, F16, BF16 and F64 convert to float32), expected 2×3")]
    public void Verify_RefusesWhatTheNetworkDoesNotExpect(string json, string expected)
    {
        using var weights = SafeTensors.Parse(Bytes(json, 24).AsMemory());
        Assert.Equal(expected, Assert.Throws<WeightException>(() => weights.Verify([A])).Message);
        Assert.Throws<WeightException>(() => weights.Read(A, new float[6]));
    }

    [Fact]
    public void RejectNonFinite_NamesTheElement()
    {
        using var stream = new MemoryStream();
        var data = new float[40_000];
        data[39_999] = float.PositiveInfinity;
        SafeTensors.Write(stream, [("x", new TensorShape(40_000), data)]);
        var parameter = new Parameter("x", new TensorShape(40_000), ParameterKind.Bias);
        SafeTensors.Parse(stream.ToArray().AsMemory()).Verify([parameter]);
        using var weights = SafeTensors.Parse(stream.ToArray().AsMemory(), new WeightOptions { RejectNonFinite = true });
        var exception = Assert.Throws<WeightException>(() => weights.Verify([parameter]));
        Assert.Equal("element 39999 of tensor 'x' is Infinity, expected a finite number", exception.Message);
    }

    [Theory]
    [InlineData("", 0, "no valid JSON")]
    [InlineData("[]", 0, "must be a JSON object, found StartArray")]
    [InlineData("{", 0, "no valid JSON")]
    [InlineData("{} x", 0, "no valid JSON")]
    [InlineData("{}{}", 0, "no valid JSON")]
    [InlineData("""{"a":{"dtype":"F32" "shape":[1]}}""", 0, "no valid JSON")]
    [InlineData("""{"a\ud800":1}""", 0, "no valid JSON")]
    [InlineData("""{"a":{"x":[[[[[[[[1]]]]]]]]}}""", 0, "no valid JSON")]
    [InlineData("""{"a":1}""", 0, "'a' must be an object in the header, found Number")]
    [InlineData("""{"__metadata__":[]}""", 0, "'__metadata__' must be an object in the header, found StartArray")]
    [InlineData("""{"__metadata__":{"x":1}}""", 0, "'__metadata__' must map names to strings, found Number")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", 0, "the key '__metadata__' occurs twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "the key 'a' occurs twice")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "tensor 'a' has two fields 'dtype'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}""", 4, "tensor 'a' has two fields 'shape'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"data_offsets":[0,4]}}""", 4, "tensor 'a' has two fields 'data_offsets'")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "tensor 'a' must have 'dtype', 'shape' and 'data_offsets'")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "tensor 'a' must have 'dtype', 'shape' and 'data_offsets'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "tensor 'a' must have 'dtype', 'shape' and 'data_offsets'")]
    [InlineData("""{"a":{"dtype":32,"shape":[1],"data_offsets":[0,4]}}""", 4, "'dtype' of tensor 'a' must be a string, found Number")]
    [InlineData("""{"a":{"dtype":"f32","shape":[1],"data_offsets":[0,4]}}""", 4, "tensor 'a' has the unknown element type 'f32'")]
    [InlineData("""{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", 4, "'shape' of tensor 'a' must be an array, found Number")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", 4, "'shape' of tensor 'a' must hold whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "'shape' of tensor 'a' must hold whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "'shape' of tensor 'a' must hold whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]}}""", 4, "'shape' of tensor 'a' must hold whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", 4, "tensor 'a' is too large: F32 4294967296×4294967296")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "'data_offsets' of tensor 'a' must be two numbers, found 1")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 4, "'data_offsets' of tensor 'a' must be two numbers, found 3")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 4, "'data_offsets' of tensor 'a' must hold whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "tensor 'a' ends at byte 0, before it begins at 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "tensor 'a' is F32 2, expected 8 bytes, found 4 (0 to 4)")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "the file is truncated: tensor 'a' lies at bytes 0 to 8 of the data, 4 are there")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775800,9223372036854775804]}}""", 4, "the file is truncated: tensor 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "tensor 'b' begins at byte 4, inside another tensor that ends at 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "tensor 'b' begins at byte 8, expected 4: a gap belongs to no tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 7, "the file has 3 bytes behind the last tensor, expected none")]
    public void DamagedHeaders_AreRefused(string json, int dataBytes, string expected)
    {
        var exception = Assert.Throws<WeightException>(() => SafeTensors.Parse(Bytes(json, dataBytes).AsMemory()));
        Assert.Contains(expected, exception.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void FilesShorterThanTheHeadersLength_AreRefused(int bytes)
    {
        var exception = Assert.Throws<WeightException>(() => SafeTensors.Parse(new byte[bytes].AsMemory()));
        Assert.Equal($"the file is truncated: {bytes} bytes, expected at least the 8 of the header's length", exception.Message);
    }

    [Theory]
    [InlineData(3ul, "the file is truncated: the header has 3 bytes, 2 are there")]
    [InlineData(100_000_001ul, "the header's length is 100000001, expected at most 100000000; is this a safetensors file?")]
    [InlineData(ulong.MaxValue, "the header's length is 18446744073709551615, expected at most 100000000; is this a safetensors file?")]
    public void HeaderLengthsOutOfRange_AreRefused(ulong length, string expected)
    {
        var bytes = Bytes("{}", 0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        Assert.Equal(expected, Assert.Throws<WeightException>(() => SafeTensors.Parse(bytes.AsMemory())).Message);
    }

    [Fact]
    public void InvalidUtf8_IsRefused()
    {
        var bytes = Bytes("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4);
        bytes[10] = 0xFF;
        Assert.Contains("no valid JSON", Assert.Throws<WeightException>(() => SafeTensors.Parse(bytes.AsMemory())).Message);
    }

    [Fact]
    public void TooManyDimensions_AreRefused()
    {
        var json = $$$"""{"a":{"dtype":"F32","shape":[{{{string.Join(",", Enumerable.Repeat(1, 65))}}}],"data_offsets":[0,4]}}""";
        Assert.Contains("more than 64 numbers", Assert.Throws<WeightException>(() => SafeTensors.Parse(Bytes(json, 4).AsMemory())).Message);
    }

    [Fact]
    public void LongKeys_AreShortenedInMessages()
    {
        var json = $$"""{"{{new string('k', 5000)}}":1}""";
        Assert.InRange(Assert.Throws<WeightException>(() => SafeTensors.Parse(Bytes(json, 0).AsMemory())).Message.Length, 200, 400);
    }

    // Whatever bytes are flipped, the only answers are a refusal and a file that is in order.
    [Fact]
    public void RandomDamage_IsRefusedOrHarmless()
    {
        using var stream = new MemoryStream();
        SafeTensors.Write(stream, Two);
        var (original, random) = (stream.ToArray(), new Random(1));
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = original[..^random.Next(random.Next(4) == 0 ? original.Length : 1)];
            for (var i = random.Next(4); i > 0 && bytes.Length > 0; i--)
                bytes[random.Next(Math.Min(bytes.Length, 160))] = (byte)random.Next(256);
            try
            {
                using var weights = SafeTensors.Parse(bytes.AsMemory(), new WeightOptions { AllowExtra = true, RejectNonFinite = true });
                weights.Verify([A, B]);
                weights.Read(A, new float[6]);
            }
            catch (WeightException)
            {
            }
        }
    }

    [Fact]
    public void Write_RefusesAKeyTwiceAndDataOfAnotherLength()
    {
        using var stream = new MemoryStream();
        Assert.Throws<ArgumentException>(() => SafeTensors.Write(stream, [Two[0], Two[0]]));
        Assert.Throws<ArgumentException>(() => SafeTensors.Write(stream, [("a", new TensorShape(3), [1, 2])]));
        Assert.Equal(0, stream.Length);
    }

    private static void AssertHoldsBoth(SafeTensors weights)
    {
        var (a, b) = (new float[6], new float[2]);
        weights.Verify([A, B]);
        weights.Read(A, a);
        weights.Read(B, b);
        Assert.Equal(Two[0].Item3, a);
        Assert.Equal(Two[1].Item3, b);
        Assert.True(float.IsNegative(b[1]));
    }

    private static byte[] Bytes(string json, int dataBytes) => Bytes(json, new byte[dataBytes]);

    private static byte[] Bytes(string json, byte[] data)
    {
        var header = Encoding.UTF8.GetBytes(json);
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. data];
    }

    private sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }

    private sealed class TemporaryFile : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

        public TemporaryFile(string name) => Path = System.IO.Path.Combine(folder.FullName, name);

        public string Path { get; }

        public void Dispose() => folder.Delete(recursive: true);
    }
}
