extern alias Runtime;

using System.Text;
using Runtime::CompiledNets;
using RuntimeParameter = Runtime::CompiledNets.Parameter;
using RuntimeShape = Runtime::CompiledNets.TensorShape;

namespace CompiledNets.Fuzz.Files;

/// <summary>Whatever is in a file, it is read or refused with a <see cref="WeightException"/>, in memory of the order of its size.</summary>
internal static class FileFuzzer
{
    // A message with its exception, and the tables of the runtime's own JSON reader.
    private const long AllocatedByAnyFile = 100_000;

    // Of a byte, such as one of a short key, comes an entry of a table.
    private const long AllocatedPerByte = 64;

    private const int ShrinkingIterations = 20_000;

    /// <summary>Checks so many files of a seed and returns how many were accepted.</summary>
    public static int Run(ulong seed, int count)
    {
        var accepted = 0;
        Property.Check(FileGenerator.Files, seed, count, bytes =>
        {
            if (Check(bytes)) accepted++;
        }, Print, ShrinkingIterations);
        return accepted;
    }

    /// <summary>True where a file is accepted.</summary>
    private static bool Check(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Refusal(() => SafeTensors.Parse(file.AsMemory()).Dispose());
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > AllocatedByAnyFile + AllocatedPerByte * file.Length)
            throw new InvalidOperationException($"{allocated} bytes were allocated for a file of {file.Length}");
        var ofStream = Refusal(() => SafeTensors.Read(new MemoryStream(file)).Dispose());
        if (refusal != ofStream) throw new InvalidOperationException($"in memory: {refusal}, as a stream: {ofStream}");
        if (refusal is not null) return false;
        using var tensors = SafeTensors.Parse(file.AsMemory());
        foreach (var tensor in tensors.Tensors) Read(tensors, tensor);
        return true;
    }

    private static void Read(SafeTensors tensors, StoredTensor tensor)
    {
        if (tensor.Shape.Count == 0 || tensor.Shape.Any(size => size is < 1 or > int.MaxValue)) return;
        var shape = new RuntimeShape([.. tensor.Shape.Select(size => (int)size)]);
        var parameter = new RuntimeParameter(tensor.Key, shape, Runtime::CompiledNets.ParameterKind.Weight);
        Refusal(() => tensors.Read(parameter, new float[shape.ElementCount]));
        Refusal(() => tensors.Verify([parameter]));
        if (Refusal(() => tensors.Verify([parameter with { Shape = shape.With(0, shape[0] + 1) }])) is null)
            throw new InvalidOperationException($"{tensor} passes for another shape");
    }

    private static string? Refusal(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (WeightException exception)
        {
            return exception.Message;
        }
    }

    private static string Print(byte[] file) => $"{Convert.ToBase64String(file)} ({Encoding.Latin1.GetString(file)})";
}
