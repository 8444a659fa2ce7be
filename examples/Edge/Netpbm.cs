using System.Text;

namespace Edge;

/// <summary>Reads binary PGM and PPM pictures, the simplest that there are: a line of text each for kind, size and range, then bytes.</summary>
internal static class Netpbm
{
    /// <summary>The pixels of a picture of one size.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">P5 for gray, P6 for red, green and blue.</param>
    /// <param name="width">The width that it must have.</param>
    /// <param name="height">The height that it must have.</param>
    /// <exception cref="InvalidDataException">It is another picture, or none.</exception>
    public static ReadOnlySpan<byte> Read(string path, string kind, int width, int height)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        var header = Encoding.ASCII.GetBytes($"{kind}\n{width} {height}\n255\n");
        var length = width * height * (kind == "P6" ? 3 : 1);
        if (!file.StartsWith(header) || file.Length != header.Length + length)
            throw new InvalidDataException($"{path} is no {kind} picture of {width}×{height} pixels");
        return file[header.Length..];
    }
}
