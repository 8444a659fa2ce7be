using global::ReadDigits;
using SkiaSharp;
using Xunit;

namespace CompiledNets.Examples.Tests.ReadDigits;

public sealed class PictureReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void APictureOfTheRightSizeKeepsItsPixels()
    {
        var line = Read(256, 32, (x, y) => new SKColor((byte)(x ^ y), (byte)(x ^ y), (byte)(x ^ y)));
        for (var i = 0; i < line.Length; i++) Assert.Equal((i % 256) ^ (i / 256), line[i]);
    }

    [Fact]
    public void ColoursBecomeGrayAsInPillow()
    {
        Assert.All(Read(256, 32, (_, _) => new SKColor(200, 100, 50)), pixel => Assert.Equal(124, pixel));
    }

    [Fact]
    public void ANarrowPictureGoesOnWithTheColourOfItsBorder()
    {
        var line = Read(64, 32, (x, y) => x is > 8 and < 56 && y is > 8 and < 24 ? SKColors.Black : SKColors.Silver);
        for (var y = 0; y < 32; y++) Assert.All(line[(y * 256 + 64)..((y + 1) * 256)], pixel => Assert.Equal(192, pixel));
        Assert.Equal(0, line[16 * 256 + 32]);
    }

    [Fact]
    public void ALargePictureKeepsItsAspect()
    {
        var line = Read(512, 128, (x, _) => x < 256 ? SKColors.Black : SKColors.White);
        Assert.Equal(0, line[16 * 256 + 60]);
        Assert.Equal(255, line[16 * 256 + 68]);
        Assert.Equal(255, line[16 * 256 + 120]);
    }

    [Fact]
    public void AWidePictureIsSqueezed()
    {
        var line = Read(1024, 32, (x, _) => x < 512 ? SKColors.Black : SKColors.White);
        Assert.Equal(0, line[16 * 256 + 120]);
        Assert.Equal(255, line[16 * 256 + 136]);
    }

    private byte[] Read(int width, int height, Func<int, int, SKColor> colour)
    {
        using var picture = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++) picture.SetPixel(x, y, colour(x, y));
        return PictureReader.ReadLine(folder.Write("picture.png", picture.Encode(SKEncodedImageFormat.Png, 100).ToArray()));
    }
}
