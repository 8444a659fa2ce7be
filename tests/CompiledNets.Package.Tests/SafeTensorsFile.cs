using System.Runtime.InteropServices;
using System.Text;

namespace CompiledNets.Package.Tests;

/// <summary>Writes a weight file, as PyTorch's library would, with small numbers that follow from the seed.</summary>
internal static class SafeTensorsFile
{
    public static void Write(string path, int seed, params (string Key, int[] Sizes)[] tensors)
    {
        var random = new Random(seed);
        var entries = new List<string>();
        var data = new List<float>();
        foreach (var (key, sizes) in tensors)
        {
            var start = data.Count * sizeof(float);
            for (var i = sizes.Aggregate(1, (product, size) => product * size); i > 0; i--) data.Add(random.NextSingle() - 0.5f);
            entries.Add($$"""  "{{key}}": {"dtype": "F32", "shape": [{{string.Join(", ", sizes)}}], "data_offsets": [{{start}}, {{data.Count * sizeof(float)}}]}""");
        }
        var header = $"{{\n{string.Join(",\n", entries)}\n}}";
        header += new string(' ', (8 - header.Length % 8) % 8);
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(data))]);
    }
}
