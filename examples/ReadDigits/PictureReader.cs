using SkiaSharp;

namespace ReadDigits;

/// <summary>Reads a picture as the gray pixels that the net was trained with.</summary>
internal static class PictureReader
{
    // Mipmaps keep a picture of many megapixels from becoming noise.
    private static readonly SKSamplingOptions Sampling = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>
    /// Height×Width gray pixels: the picture at that height, squeezed where it would be wider, and continued to the right with
    /// the colour of its border where it is narrower.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is no image, or is damaged.</exception>
    public static byte[] ReadLine(string path)
    {
        using var picture = Decode(path);
        var width = Math.Clamp((int)Math.Round((double)picture.Width * DigitReader.Height / picture.Height), 1, DigitReader.Width);
        using var scaled = Scale(picture, width, DigitReader.Height);
        var gray = Gray(scaled);
        var line = new byte[DigitReader.Height * DigitReader.Width];
        Array.Fill(line, MedianOfBorder(gray, width));
        for (var y = 0; y < DigitReader.Height; y++) gray.AsSpan(y * width, width).CopyTo(line.AsSpan(y * DigitReader.Width));
        return line;
    }

    private static SKImage Decode(string path)
    {
        using var data = SKData.CreateCopy(File.ReadAllBytes(path));
        using var codec = SKCodec.Create(data) ?? throw new InvalidDataException($"{path} is not an image of a known kind");
        // An SKImage turns the picture as its EXIF data says but draws what it can of a damaged one; only the codec tells.
        using var pixels = new SKBitmap(codec.Info);
        if (codec.GetPixels(pixels.Info, pixels.GetPixels()) != SKCodecResult.Success)
            throw new InvalidDataException($"{path} is damaged or cut off");
        return SKImage.FromEncodedData(data);
    }

    private static SKBitmap Scale(SKImage picture, int width, int height)
    {
        var scaled = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(scaled);
        canvas.Clear(SKColors.White);
        canvas.DrawImage(picture, new SKRect(0, 0, picture.Width, picture.Height), new SKRect(0, 0, width, height), Sampling);
        canvas.Flush();
        return scaled;
    }

    // The weights of ITU-R 601, which Pillow uses in training.
    private static byte[] Gray(SKBitmap picture) =>
        picture.Bytes.Chunk(4).Select(bgra => (byte)((bgra[2] * 19595 + bgra[1] * 38470 + bgra[0] * 7471 + 0x8000) >> 16)).ToArray();

    private static byte MedianOfBorder(byte[] gray, int width)
    {
        var border = gray.Where((_, i) => i < width || i >= gray.Length - width || i % width == 0 || i % width == width - 1).Order().ToArray();
        return border[border.Length / 2];
    }
}
