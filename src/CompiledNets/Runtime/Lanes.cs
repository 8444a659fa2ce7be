using System.ComponentModel;

namespace CompiledNets.Runtime;

/// <summary>
/// Which channel each lane of packed weights belongs to, −1 for a lane without a channel. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Lanes
{
    /// <summary>Channels start, start + 1, …</summary>
    public static int[] Range(int start, int count) => Step(start, count, 1);

    /// <summary>Channels start, start + step, …</summary>
    public static int[] Step(int start, int count, int step)
    {
        var lanes = new int[count];
        for (var i = 0; i < count; i++) lanes[i] = start + i * step;
        return lanes;
    }

    /// <summary>Lanes without a channel.</summary>
    public static int[] Dead(int count)
    {
        var lanes = new int[count];
        Array.Fill(lanes, -1);
        return lanes;
    }

    /// <summary>
    /// The features of a flattened image in the order of its memory, [block][pixel][16 lanes]: channel c at pixel p is feature
    /// c · pixels + p.
    /// </summary>
    public static int[] Flatten(int[] channels, int pixels)
    {
        var lanes = new int[channels.Length * pixels];
        for (var i = 0; i < lanes.Length; i++)
        {
            var (block, pixel, lane) = (i / 16 / pixels, i / 16 % pixels, i % 16);
            var channel = channels[block * 16 + lane];
            lanes[i] = channel < 0 ? -1 : channel * pixels + pixel;
        }
        return lanes;
    }
}
