using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace CompiledNets.Runtime;

/// <summary>
/// Moves images between the layouts of the outside (planes, interleaved bytes) and that of the kernels, where 16 channels of a
/// pixel lie together, or up to 4 in the network's input. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class ImageLayout
{
    private const int BlockLanes = 16;

    /// <summary>Interleaves planes, one per channel, into pixels.</summary>
    /// <param name="planes">Channels × height × width floats.</param>
    /// <param name="channels">The number of planes.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="target">The first pixel; lanes without a channel are set to 0.</param>
    /// <param name="pixel">Floats per pixel: 1, 2, 4 or 16.</param>
    /// <param name="row">Floats from row to row.</param>
    /// <param name="block">Floats from block to block.</param>
    public static void FromPlanes(float* planes, int channels, int height, int width, float* target, int pixel, int row, int block)
    {
        for (var y = 0; y < height; y++)
            for (var c = 0; c < channels; c += pixel)
            {
                var from = planes + (long)c * height * width + y * width;
                var to = target + c / pixel * block + y * row;
                if (pixel == 1) new Span<float>(from, width).CopyTo(new Span<float>(to, width));
                else if (pixel == 4 && channels == 3) InterleaveThree(from, height * width, width, to);
                else Interleave(from, height * width, Math.Min(pixel, channels - c), width, to, pixel);
            }
    }

    /// <summary>Normalizes interleaved bytes into pixels: (byte − mean) · scale for each channel.</summary>
    /// <param name="bytes">Height × width pixels.</param>
    /// <param name="format">What the bytes of a pixel mean.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="target">The first pixel; lanes without a channel are set to 0.</param>
    /// <param name="pixel">Floats per pixel: 1, 2, 4 or 16.</param>
    /// <param name="row">Floats from row to row.</param>
    public static void FromPixels(byte* bytes, PixelFormat format, int height, int width, float* target, int pixel, int row)
    {
        var (size, channels) = (format.BytesPerPixel, format.Channels);
        for (var y = 0; y < height; y++)
            for (var c = 0; c < pixel; c++)
            {
                var to = target + y * row + c;
                if (c >= channels)
                {
                    for (var x = 0; x < width; x++) to[x * pixel] = 0;
                    continue;
                }
                var from = bytes + (long)y * width * size + format.ChannelOffsets[c];
                var (mean, scale) = (format.Means[c], format.Scales[c]);
                for (var x = 0; x < width; x++) to[x * pixel] = (from[x * size] - mean) * scale;
            }
    }

    /// <summary>Takes the channels of an image apart into planes.</summary>
    /// <param name="source">What the offsets count from.</param>
    /// <param name="channelOffsets">Where the first pixel of each channel lies.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="row">Floats from row to row.</param>
    /// <param name="pixel">Floats from pixel to pixel.</param>
    /// <param name="planes">Channels × height × width floats.</param>
    public static void ToPlanes(float* source, int* channelOffsets, int channels, int height, int width, int row, int pixel, float* planes)
    {
        for (var c = 0; c < channels; c++)
            for (var y = 0; y < height; y++)
            {
                var from = source + channelOffsets[c] + y * row;
                for (var x = 0; x < width; x++) *planes++ = from[x * pixel];
            }
    }

    /// <summary>Copies numbers that lie in the order in which they are wanted.</summary>
    public static void Copy(float* source, int count, float* target) =>
        new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(target, count));

    /// <summary>Brings the lanes of an image into another order, or repeats them.</summary>
    /// <param name="source">What the offsets count from.</param>
    /// <param name="laneOffsets">Per lane of the target where its first pixel lies; −1 for a lane that is set to the filling.</param>
    /// <param name="blocks">Blocks of 16 lanes of the target.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="sourceRow">Floats from row to row; 0 repeats one row.</param>
    /// <param name="sourcePixel">Floats from pixel to pixel; 0 repeats one pixel.</param>
    /// <param name="target">The first pixel of the target.</param>
    /// <param name="targetRow">Floats from row to row.</param>
    /// <param name="targetBlock">Floats from block to block.</param>
    public static void Gather(
        float* source, int* laneOffsets, int blocks, int height, int width, int sourceRow, int sourcePixel, float* target, int targetRow, int targetBlock)
    {
        for (var b = 0; b < blocks; b++)
            for (var lane = 0; lane < BlockLanes; lane++)
            {
                var offset = laneOffsets[b * BlockLanes + lane];
                for (var y = 0; y < height; y++)
                {
                    var to = target + (long)b * targetBlock + y * targetRow + lane;
                    if (offset < 0)
                        for (var x = 0; x < width; x++) to[x * BlockLanes] = 0;
                    else
                        for (var x = 0; x < width; x++) to[x * BlockLanes] = source[offset + y * sourceRow + x * sourcePixel];
                }
            }
    }

    /// <summary>Moves single numbers; where each goes is the sum of what three nested loops say.</summary>
    public static void Move(
        float* arena, int* outerFrom, int* outerTo, int outer, int* middleFrom, int* middleTo, int middle, int* innerFrom, int* innerTo, int inner)
    {
        for (var i = 0; i < outer; i++)
            for (var j = 0; j < middle; j++)
            {
                var from = arena + outerFrom[i] + middleFrom[j];
                var to = arena + outerTo[i] + middleTo[j];
                for (var k = 0; k < inner; k++) to[innerTo[k]] = from[innerFrom[k]];
            }
    }

    /// <summary>Moves the 16 lanes of pixels together; where each pixel goes is the sum of what three nested loops say.</summary>
    public static void MoveBlocks(
        float* arena, int* outerFrom, int* outerTo, int outer, int* middleFrom, int* middleTo, int middle, int* innerFrom, int* innerTo, int inner)
    {
        for (var i = 0; i < outer; i++)
            for (var j = 0; j < middle; j++)
            {
                var from = arena + outerFrom[i] + middleFrom[j];
                var to = arena + outerTo[i] + middleTo[j];
                for (var k = 0; k < inner; k++) Vector512.Load(from + innerFrom[k]).Store(to + innerTo[k]);
            }
    }

    /// <summary>Sets every lane of an image to one value.</summary>
    public static void Fill(float* target, int blocks, int height, int width, int row, int block, float value)
    {
        for (var b = 0; b < blocks; b++)
            for (var y = 0; y < height; y++)
                new Span<float>(target + (long)b * block + y * row, width * BlockLanes).Fill(value);
    }

    /// <summary>Sets the rows and columns around an image to zero, which convolutions read as their padding.</summary>
    /// <param name="start">The first float of the first block, padding included.</param>
    /// <param name="blocks">The number of blocks.</param>
    /// <param name="block">Floats from block to block.</param>
    /// <param name="rows">Rows, padding included.</param>
    /// <param name="row">Floats of a row, padding included.</param>
    /// <param name="top">Rows above the image.</param>
    /// <param name="left">Floats before each row of the image.</param>
    /// <param name="bottom">Rows below the image.</param>
    /// <param name="right">Floats behind each row of the image.</param>
    public static void ClearPadding(float* start, int blocks, int block, int rows, int row, int top, int left, int bottom, int right)
    {
        for (var b = 0; b < blocks; b++)
        {
            var plane = start + (long)b * block;
            new Span<float>(plane, top * row + left).Clear();
            // The end of one row and the start of the next are one piece.
            for (var y = top; y < rows - bottom - 1; y++) new Span<float>(plane + (y + 1) * row - right, right + left).Clear();
            new Span<float>(plane + (rows - bottom) * row - right, right + bottom * row).Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InterleaveThree(float* planes, int plane, int width, float* target)
    {
        var x = 0;
        if (Sse.IsSupported)
            for (; x <= width - 4; x += 4, target += 16)
            {
                var a = Vector128.Load(planes + x);
                var b = Vector128.Load(planes + plane + x);
                var c = Vector128.Load(planes + 2 * plane + x);
                var ab = Sse.UnpackLow(a, b);
                var c0 = Sse.UnpackLow(c, Vector128<float>.Zero);
                Sse.MoveLowToHigh(ab, c0).Store(target);
                Sse.MoveHighToLow(c0, ab).Store(target + 4);
                ab = Sse.UnpackHigh(a, b);
                c0 = Sse.UnpackHigh(c, Vector128<float>.Zero);
                Sse.MoveLowToHigh(ab, c0).Store(target + 8);
                Sse.MoveHighToLow(c0, ab).Store(target + 12);
            }
        else if (AdvSimd.Arm64.IsSupported)
            for (; x <= width - 4; x += 4, target += 16)
            {
                var a = Vector128.Load(planes + x);
                var b = Vector128.Load(planes + plane + x);
                var c = Vector128.Load(planes + 2 * plane + x);
                AdvSimd.Arm64.StoreVectorAndZip(target, (a, b, c, Vector128<float>.Zero));
            }
        Interleave(planes + x, plane, 3, width - x, target, 4);
    }

    private static void Interleave(float* planes, int plane, int channels, int width, float* target, int pixel)
    {
        for (var c = 0; c < pixel; c++)
            if (c < channels)
                for (var x = 0; x < width; x++) target[x * pixel + c] = planes[(long)c * plane + x];
            else
                for (var x = 0; x < width; x++) target[x * pixel + c] = 0;
    }
}
