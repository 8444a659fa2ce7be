using System.Text;
using CompiledNets.Runtime;

namespace CompiledNets.Tests;

public sealed class PackedWeightsTests : IDisposable
{
    private static readonly float[] Numbers = [1, -2.5f, float.MaxValue, 0, 5, 6, 7];

    private readonly PackedWeights weights = new("Some.Net", "0123abcd", Numbers.Length);
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void AFileIsMappedAndStartsOnACacheLine()
    {
        File.WriteAllBytes(path, Bytes());
        Assert.Equal(Numbers, NumbersOf(weights.OpenFile(path)));
    }

    [Fact]
    public void FromMemory_GivesTheSameNumbers_AtAnyAlignment()
    {
        var bytes = Bytes();
        var memory = GC.AllocateArray<byte>(bytes.Length + 1, pinned: true);
        bytes.CopyTo(memory, 0);
        Assert.Equal(Numbers, NumbersOf(weights.OpenEmbedded(memory)));
        bytes.CopyTo(memory, 1);
        Assert.Equal(Numbers, NumbersOf(weights.OpenEmbedded(memory.AsSpan(1))));
    }

    [Fact]
    public void FromMemory_RefusesThePlaceOfWeightsThatWereNotPacked()
    {
        var error = Assert.Throws<WeightException>(() => weights.OpenEmbedded([.. weights.Placeholder(), .. new byte[4 * Numbers.Length]]));
        Assert.Contains("the weights of Some.Net are not in the assembly: expected packed weights, found the place for them", error.Message);
    }

    [Theory]
    [InlineData("CompiledNets weights 2", "CompiledNets weights 3", "the version of the format is '3', expected '2'")]
    [InlineData("blocks16", "blocks32", "the layout is 'blocks32', expected 'blocks16'")]
    [InlineData("0123abcd", "0123abce", "packs its weights, is '0123abce', expected '0123abcd'")]
    [InlineData(" 7 ", " 8 ", "the number of floats is '8', expected '7'")]
    [InlineData("Some.Net", "Some.Set", "the net is 'Some.Set', expected 'Some.Net'")]
    [InlineData("CompiledNets weights", "CompiledNets Weights", "no packed weights: expected a file that begins with 'CompiledNets weights'")]
    public void AFileForAnotherNet_IsRefused(string old, string other, string message)
    {
        var header = Encoding.UTF8.GetString(Bytes().AsSpan(0, HeaderLength));
        Assert.Contains(old, header);
        Refuses([.. Encoding.UTF8.GetBytes(header.Replace(old, other)), .. Bytes()[HeaderLength..]], message);
    }

    [Fact]
    public void ADamagedFile_IsRefused()
    {
        var bytes = Bytes();
        bytes[^1] ^= 1;
        Refuses(bytes, "the checksum is '");
        Refuses(bytes[..^1], $"the file has {bytes.Length - 1} bytes, expected {bytes.Length}");
        Refuses([.. bytes, 0], $"the file has {bytes.Length + 1} bytes, expected {bytes.Length}");
        Refuses([], "no packed weights");
        Refuses(bytes[..(HeaderLength - 1)], "the header has no end");
        Refuses([.. bytes[..(HeaderLength - 1)], (byte)' ', .. bytes[(HeaderLength - 1)..]], "the header is damaged: it has other spaces than it was written with");
        Refuses(Encoding.UTF8.GetBytes("CompiledNets weights 2 2\n"), "the header is damaged: expected 6 fields, found 2");
    }

    private int HeaderLength => weights.Placeholder().Length;

    private static float[] NumbersOf(AlignedBuffer buffer)
    {
        unsafe
        {
            Assert.Equal(0u, (nuint)buffer.Pointer % 64);
            var numbers = new ReadOnlySpan<float>(buffer.Pointer, buffer.Length).ToArray();
            GC.KeepAlive(buffer);
            return numbers;
        }
    }

    private byte[] Bytes()
    {
        var packed = new AlignedBuffer(Numbers.Length);
        unsafe
        {
            Numbers.CopyTo(new Span<float>(packed.Pointer, Numbers.Length));
        }
        return weights.ToBytes(packed);
    }

    private void Refuses(byte[] bytes, string message)
    {
        File.WriteAllBytes(path, bytes);
        var error = Assert.Throws<WeightException>(() => weights.OpenFile(path));
        Assert.StartsWith($"{Path.GetFileName(path)}: ", error.Message);
        Assert.Contains(message, error.Message);
    }
}
