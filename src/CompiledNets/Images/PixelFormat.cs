namespace CompiledNets;

/// <summary>
/// How interleaved 8-bit pixels become a net's input: channel c is (pixel[ChannelOffsets[c]] − Means[c]) · Scales[c].
/// Make one, keep it, and hand it to each run.
/// </summary>
public sealed class PixelFormat
{
    private readonly int[] channelOffsets;
    private readonly float[] means;
    private readonly float[] scales;

    /// <summary>A format of any layout; the usual ones have methods of their own.</summary>
    /// <param name="bytesPerPixel">The distance from a pixel to the next.</param>
    /// <param name="channelOffsets">For each channel of the net its byte within a pixel.</param>
    /// <param name="means">What is subtracted: one number per channel, one for all, or none for 0.</param>
    /// <param name="scales">What the difference is multiplied by: one number per channel, one for all, or none for 1.</param>
    /// <exception cref="ArgumentException">A number is out of range, or there are more or fewer numbers than channels.</exception>
    public PixelFormat(
        int bytesPerPixel, ReadOnlySpan<int> channelOffsets, ReadOnlySpan<float> means = default, ReadOnlySpan<float> scales = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesPerPixel, 1);
        if (channelOffsets.IsEmpty) throw new ArgumentException("a net has at least one channel", nameof(channelOffsets));
        foreach (var offset in channelOffsets)
            if (offset < 0 || offset >= bytesPerPixel)
                throw new ArgumentException($"byte {offset} does not lie within a pixel of {bytesPerPixel} bytes", nameof(channelOffsets));
        BytesPerPixel = bytesPerPixel;
        this.channelOffsets = channelOffsets.ToArray();
        this.means = PerChannel(means, channelOffsets.Length, otherwise: 0, nameof(means));
        this.scales = PerChannel(scales, channelOffsets.Length, otherwise: 1, nameof(scales));
    }

    /// <summary>Pixels of red, green and blue, for a net trained with torchvision's mean and standard deviation of ImageNet.</summary>
    public static PixelFormat ImageNet { get; } = Rgb(
        means: [255 * 0.485f, 255 * 0.456f, 255 * 0.406f],
        scales: [1 / (255 * 0.229f), 1 / (255 * 0.224f), 1 / (255 * 0.225f)]);

    /// <summary>The distance from a pixel to the next.</summary>
    public int BytesPerPixel { get; }

    /// <summary>The number of channels of the net's input.</summary>
    public int Channels => channelOffsets.Length;

    /// <summary>For each channel of the net its byte within a pixel.</summary>
    public ReadOnlySpan<int> ChannelOffsets => channelOffsets;

    /// <summary>For each channel of the net what is subtracted from the byte.</summary>
    public ReadOnlySpan<float> Means => means;

    /// <summary>For each channel of the net what the difference is multiplied by.</summary>
    public ReadOnlySpan<float> Scales => scales;

    /// <summary>Pixels of one byte, for a net of one channel.</summary>
    /// <param name="mean">What is subtracted.</param>
    /// <param name="scale">What the difference is multiplied by.</param>
    public static PixelFormat Gray(float mean = 0, float scale = 1) => new(1, [0], [mean], [scale]);

    /// <summary>Pixels of red, green and blue.</summary>
    /// <param name="means">What is subtracted, in the net's order: three numbers, one for all, or none for 0.</param>
    /// <param name="scales">What the difference is multiplied by, in the net's order: three numbers, one for all, or none for 1.</param>
    /// <param name="net">The order of the net's channels.</param>
    public static PixelFormat Rgb(
        ReadOnlySpan<float> means = default, ReadOnlySpan<float> scales = default, ChannelOrder net = ChannelOrder.Rgb) =>
        Colours(3, ChannelOrder.Rgb, net, means, scales);

    /// <summary>Pixels of blue, green and red.</summary>
    /// <inheritdoc cref="Rgb"/>
    public static PixelFormat Bgr(
        ReadOnlySpan<float> means = default, ReadOnlySpan<float> scales = default, ChannelOrder net = ChannelOrder.Rgb) =>
        Colours(3, ChannelOrder.Bgr, net, means, scales);

    /// <summary>Pixels of red, green, blue and a fourth byte that is not read.</summary>
    /// <inheritdoc cref="Rgb"/>
    public static PixelFormat Rgba(
        ReadOnlySpan<float> means = default, ReadOnlySpan<float> scales = default, ChannelOrder net = ChannelOrder.Rgb) =>
        Colours(4, ChannelOrder.Rgb, net, means, scales);

    /// <summary>Pixels of blue, green, red and a fourth byte that is not read.</summary>
    /// <inheritdoc cref="Rgb"/>
    public static PixelFormat Bgra(
        ReadOnlySpan<float> means = default, ReadOnlySpan<float> scales = default, ChannelOrder net = ChannelOrder.Rgb) =>
        Colours(4, ChannelOrder.Bgr, net, means, scales);

    private static PixelFormat Colours(
        int bytesPerPixel, ChannelOrder pixels, ChannelOrder net, ReadOnlySpan<float> means, ReadOnlySpan<float> scales) =>
        new(bytesPerPixel, pixels == net ? [0, 1, 2] : [2, 1, 0], means, scales);

    private static float[] PerChannel(ReadOnlySpan<float> given, int channels, float otherwise, string name)
    {
        foreach (var number in given)
            if (!float.IsFinite(number)) throw new ArgumentException($"expected finite numbers, found {number}", name);
        return given.Length switch
        {
            0 => Enumerable.Repeat(otherwise, channels).ToArray(),
            1 => Enumerable.Repeat(given[0], channels).ToArray(),
            var length when length == channels => given.ToArray(),
            var length => throw new ArgumentException($"expected 1 or {channels} numbers, found {length}", name),
        };
    }
}
