using Xunit;

namespace CompiledNets.Tests.Images;

public sealed class PixelFormatTests
{
    [Theory]
    [InlineData(ChannelOrder.Rgb, new[] { 0, 1, 2 })]
    [InlineData(ChannelOrder.Bgr, new[] { 2, 1, 0 })]
    public void RgbPixelsReachTheNetInItsOrder(ChannelOrder net, int[] offsets)
    {
        Check(PixelFormat.Rgb(net: net), 3, offsets);
        Check(PixelFormat.Rgba(net: net), 4, offsets);
    }

    [Theory]
    [InlineData(ChannelOrder.Rgb, new[] { 2, 1, 0 })]
    [InlineData(ChannelOrder.Bgr, new[] { 0, 1, 2 })]
    public void BgrPixelsReachTheNetInItsOrder(ChannelOrder net, int[] offsets)
    {
        Check(PixelFormat.Bgr(net: net), 3, offsets);
        Check(PixelFormat.Bgra(net: net), 4, offsets);
    }

    [Fact]
    public void GrayHasOneChannel()
    {
        var format = PixelFormat.Gray(127.5f, 1 / 127.5f);
        Check(format, 1, [0]);
        Assert.Equal([127.5f], format.Means);
        Assert.Equal([1 / 127.5f], format.Scales);
    }

    [Fact]
    public void WithoutNumbersPixelsStayAsTheyAre()
    {
        var format = PixelFormat.Rgb();
        Assert.Equal([0f, 0f, 0f], format.Means);
        Assert.Equal([1f, 1f, 1f], format.Scales);
    }

    [Fact]
    public void OneNumberHoldsForAllChannels()
    {
        var format = PixelFormat.Bgra(means: [127], scales: [1 / 128f]);
        Assert.Equal([127f, 127f, 127f], format.Means);
        Assert.Equal([1 / 128f, 1 / 128f, 1 / 128f], format.Scales);
    }

    [Fact]
    public void NumbersStandInTheOrderOfTheNet()
    {
        var format = PixelFormat.Rgb(means: [104, 117, 123], net: ChannelOrder.Bgr);
        Assert.Equal([104f, 117f, 123f], format.Means);
        Assert.Equal(2, format.ChannelOffsets[0]);
    }

    [Theory]
    [InlineData(0, 0.485, 0.229)]
    [InlineData(1, 0.456, 0.224)]
    [InlineData(2, 0.406, 0.225)]
    public void ImageNetIsTorchvisions(int channel, double mean, double deviation)
    {
        var format = PixelFormat.ImageNet;
        var white = (255 - format.Means[channel]) * format.Scales[channel];
        Assert.Equal((1 - mean) / deviation, white, 1e-5);
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PixelFormat(0, [0]));
        Assert.Contains("at least one channel", Assert.Throws<ArgumentException>(() => new PixelFormat(3, [])).Message);
        Assert.Contains("byte 3", Assert.Throws<ArgumentException>(() => new PixelFormat(3, [0, 1, 3])).Message);
        Assert.Contains("byte -1", Assert.Throws<ArgumentException>(() => new PixelFormat(3, [-1])).Message);
        Assert.Contains("expected 1 or 3 numbers, found 2", Assert.Throws<ArgumentException>(() => PixelFormat.Rgb(means: [1, 2])).Message);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => PixelFormat.Rgb(scales: [float.NaN])).Message);
    }

    private static void Check(PixelFormat format, int bytesPerPixel, int[] offsets)
    {
        Assert.Equal(bytesPerPixel, format.BytesPerPixel);
        Assert.Equal(offsets.Length, format.Channels);
        Assert.Equal(offsets, format.ChannelOffsets);
    }
}
