extern alias Runtime;

using System.Text;
using CsCheck;
using Runtime::CompiledNets;
using Runtime::CompiledNets.Runtime;

namespace CompiledNets.Fuzz.Files;

/// <summary>
/// Whatever is in a file of packed weights, it gives the numbers that were packed or is refused with a <see cref="WeightException"/>,
/// and the floats are not copied.
/// </summary>
internal static class PackedFileFuzzer
{
    private const string Net = "Some.Net";
    private const string Plan = "0123456789abcdef";

    // A message with its exception, the header as text in several forms, and the objects of a mapping; no file is as large.
    private const long AllocatedByAnyFile = 100_000;

    private const int ShrinkingIterations = 2_000;

    private static readonly Gen<(float[] Numbers, byte[] File)> files = Gen.Select(Gen.Single.Array[1, 60], FileGenerator.Damage.Array[0, 3], Swap.Array[0, 1]).Select((numbers, damages, swaps) =>
        (numbers, swaps.Concat(damages).Aggregate(Pack(numbers), (bytes, change) => change(bytes))));

    // Exchanges two words of the header, or puts another in the place of one.
    private static Gen<Func<byte[], byte[]>> Swap => Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7], FileGenerator.Odd, Gen.Bool).Select((one, other, odd, isOdd) => new Func<byte[], byte[]>(bytes =>
    {
        var end = Array.IndexOf(bytes, (byte)'\n');
        var words = Encoding.Latin1.GetString(bytes[..end]).Split(' ');
        (one, other) = (one % words.Length, other % words.Length);
        if (isOdd) words[one] = odd;
        else (words[one], words[other]) = (words[other], words[one]);
        return [.. Encoding.Latin1.GetBytes(string.Join(' ', words)), .. bytes[end..]];
    }));

    /// <summary>Checks so many files of a seed and returns how many were accepted.</summary>
    public static int Run(ulong seed, int count)
    {
        var path = Path.GetTempFileName();
        try
        {
            var accepted = 0;
            Property.Check(files, seed, count, one =>
            {
                if (Check(one.Numbers, one.File, path)) accepted++;
            }, one => $"{one.Numbers.Length} numbers: {Convert.ToBase64String(one.File)} ({Encoding.Latin1.GetString(one.File)})", ShrinkingIterations);
            return accepted;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static unsafe bool Check(float[] numbers, byte[] file, string path)
    {
        File.WriteAllBytes(path, file);
        var weights = new PackedWeights(Net, Plan, numbers.Length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var buffer = weights.OpenFile(path);
            if ((nuint)buffer.Pointer % 64 != 0) throw new InvalidOperationException("the floats do not start on a cache line");
            if (!new ReadOnlySpan<float>(buffer.Pointer, buffer.Length).SequenceEqual(numbers)) throw new InvalidOperationException("other numbers were accepted");
            GC.KeepAlive(buffer);
            return true;
        }
        catch (WeightException)
        {
            return false;
        }
        finally
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > AllocatedByAnyFile) throw new InvalidOperationException($"{allocated} bytes were allocated for a file of {file.Length}");
        }
    }

    private static unsafe byte[] Pack(float[] numbers)
    {
        var buffer = new AlignedBuffer(numbers.Length);
        numbers.CopyTo(new Span<float>(buffer.Pointer, numbers.Length));
        return new PackedWeights(Net, Plan, numbers.Length).ToBytes(buffer);
    }
}
