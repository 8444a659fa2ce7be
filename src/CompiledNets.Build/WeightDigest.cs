using System.Text;

namespace CompiledNets.Build;

/// <summary>A text of which tensors a weight file has, for the generator, which the compiler gives no binary files.</summary>
internal static class WeightDigest
{
    public static void Write(string weights, string digest)
    {
        using var file = SafeTensors.Open(weights);
        var text = new StringBuilder();
        foreach (var tensor in file.Tensors)
            text.Append(tensor.ElementType).Append('\t').AppendJoin(' ', tensor.Shape).Append('\t').Append(OneLine(tensor.Key)).Append('\n');
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(digest))!);
        File.WriteAllText(digest, text.ToString());
    }

    private static string OneLine(string key) => string.Concat(key.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
