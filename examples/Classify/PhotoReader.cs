using SkiaSharp;

namespace Classify;

/// <summary>Reads a photo as a square of pixels.</summary>
internal static class PhotoReader
{
    // Mipmaps keep a photo of many megapixels from becoming noise.
    private static readonly SKSamplingOptions Sampling = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>
    /// The largest square in the middle of a photo, scaled to size×size pixels of blue, green, red and a fourth byte. Cropping
    /// keeps the shapes of things as the net has learned them; squeezing a wide photo would not.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is no image, or is damaged.</exception>
    public static byte[] ReadSquare(string path, int size)
    {
        using var photo = Decode(path);
        using var square = photo.Width == size && photo.Height == size ? Draw(photo, size) : Shrink(photo, size);
        return square.Bytes;
    }

    // Drawn at twice the size first and then halved, each pixel is the mean of all that lie under it, as in the resizers that
    // nets are trained with. In one step Skia mixes too few of them, and a bridge of steel arches becomes a suspension bridge.
    private static SKBitmap Shrink(SKImage photo, int size)
    {
        using var twice = Draw(photo, 2 * size);
        using var image = SKImage.FromBitmap(twice);
        return Draw(image, size);
    }

    private static SKBitmap Draw(SKImage image, int size)
    {
        var square = new SKBitmap(new SKImageInfo(size, size, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(square);
        canvas.Clear(SKColors.White);
        canvas.DrawImage(image, MiddleSquare(image), new SKRect(0, 0, size, size), Sampling);
        canvas.Flush();
        return square;
    }

    private static SKImage Decode(string path)
    {
        using var data = SKData.CreateCopy(File.ReadAllBytes(path));
        using var codec = SKCodec.Create(data) ?? throw new InvalidDataException($"{path} is not an image of a known kind");
        // An SKImage turns the photo as its EXIF data says but draws what it can of a damaged one; only the codec tells.
        using var pixels = new SKBitmap(codec.Info);
        if (codec.GetPixels(pixels.Info, pixels.GetPixels()) != SKCodecResult.Success)
            throw new InvalidDataException($"{path} is damaged or cut off");
        return SKImage.FromEncodedData(data);
    }

    private static SKRect MiddleSquare(SKImage photo)
    {
        float side = Math.Min(photo.Width, photo.Height);
        return SKRect.Create((photo.Width - side) / 2, (photo.Height - side) / 2, side, side);
    }
}
