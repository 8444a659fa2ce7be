using global::Classify;
using SkiaSharp;
using Xunit;

namespace CompiledNets.Examples.Tests.Classify;

public sealed class PhotoReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void APhotoOfTheRightSizeKeepsItsPixels()
    {
        using var picture = Picture(32, 32, (x, y) => new SKColor((byte)(x * 7), (byte)(y * 5), (byte)(x ^ y)));
        var pixels = PhotoReader.ReadSquare(Save(picture), 32);
        Assert.Equal(picture.Bytes, pixels);
    }

    [Theory]
    [InlineData(96, 32)]
    [InlineData(32, 96)]
    public void ALongPhotoIsCropped(int width, int height)
    {
        using var picture = Picture(width, height, (x, y) => (width > height ? x : y) is >= 32 and < 64 ? SKColors.Red : SKColors.Blue);
        var pixels = Pixels(PhotoReader.ReadSquare(Save(picture), 32)).ToArray();
        // The outermost pixels may mix with what lies beyond.
        for (var y = 1; y < 31; y++) Assert.All(pixels[(32 * y + 1)..(32 * y + 31)], pixel => Assert.Equal(SKColors.Red, pixel));
    }

    [Fact]
    public void ALargePhotoIsAveraged()
    {
        using var picture = Picture(256, 256, (x, y) => (x + y) % 2 == 0 ? SKColors.White : SKColors.Black);
        Assert.All(Pixels(PhotoReader.ReadSquare(Save(picture), 32)), pixel => Assert.InRange(pixel.Green, 126, 129));
    }

    [Fact]
    public void TransparentPixelsAreWhite()
    {
        using var picture = Picture(32, 32, (_, _) => SKColors.Transparent, SKAlphaType.Unpremul);
        Assert.All(Pixels(PhotoReader.ReadSquare(Save(picture), 32)), pixel => Assert.Equal(SKColors.White, pixel));
    }

    [Fact]
    public void APhotoOnItsSideIsTurned()
    {
        using var picture = Picture(32, 32, (_, y) => y < 16 ? SKColors.White : SKColors.Black);
        var upright = picture.Encode(SKEncodedImageFormat.Jpeg, 100).ToArray();
        var turned = folder.Write("turned.jpg", [.. upright[..2], .. ExifWithOrientation(6), .. upright[2..]]);
        var pixels = Pixels(PhotoReader.ReadSquare(turned, 32)).ToArray();
        Assert.InRange(pixels[16 * 32 + 2].Green, 0, 20);
        Assert.InRange(pixels[16 * 32 + 29].Green, 235, 255);
    }

    [Fact]
    public void ADamagedPhotoIsRefused()
    {
        using var picture = Picture(64, 64, (x, y) => new SKColor((byte)(x * y), (byte)x, (byte)y));
        var encoded = picture.Encode(SKEncodedImageFormat.Png, 100).ToArray();
        var half = folder.Write("half.png", encoded[..(encoded.Length / 2)]);
        var error = Assert.Throws<InvalidDataException>(() => PhotoReader.ReadSquare(half, 32));
        Assert.Contains("half.png is damaged", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no picture")]
    public void WhatIsNoImageIsRefused(string content)
    {
        var file = folder.Write("file.png", System.Text.Encoding.UTF8.GetBytes(content));
        Assert.Contains("is not an image", Assert.Throws<InvalidDataException>(() => PhotoReader.ReadSquare(file, 32)).Message);
    }

    // The smallest EXIF segment: a TIFF header and a directory of one entry, tag 0x112.
    private static byte[] ExifWithOrientation(byte orientation) =>
    [
        0xFF, 0xE1, 0, 34, .. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8,
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
    ];

    private static SKBitmap Picture(int width, int height, Func<int, int, SKColor> colour, SKAlphaType alpha = SKAlphaType.Opaque)
    {
        var picture = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, alpha));
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++) picture.SetPixel(x, y, colour(x, y));
        return picture;
    }

    private string Save(SKBitmap picture) => folder.Write("picture.png", picture.Encode(SKEncodedImageFormat.Png, 100).ToArray());

    private static IEnumerable<SKColor> Pixels(byte[] bgra) => bgra.Chunk(4).Select(pixel => new SKColor(pixel[2], pixel[1], pixel[0], pixel[3]));
}
