using System.Diagnostics;
using CompiledNets;

namespace Classify;

/// <summary>SqueezeNet with the preprocessing of its authors.</summary>
internal sealed class PhotoClassifier(SqueezeNet11 net)
{
    /// <summary>Height and width of a photo as the net sees it.</summary>
    public const int Size = 227;

    // It was trained with Caffe, whose images are blue, green, red, with ImageNet's mean subtracted and no scaling.
    private static readonly PixelFormat Format = PixelFormat.Bgra(means: [104, 117, 123], net: ChannelOrder.Bgr);

    private readonly float[] probabilities = new float[SqueezeNet11.OutputLength];

    /// <summary>The most probable classes, best first.</summary>
    /// <param name="pixels">Size×Size pixels of blue, green, red and a fourth byte.</param>
    /// <param name="count">How many classes.</param>
    public IReadOnlyList<(int Class, float Probability)> Top(byte[] pixels, int count)
    {
        net.Run(pixels, Format, probabilities);
        return probabilities.Index().OrderByDescending(entry => entry.Item).Take(count).Select(entry => (entry.Index, entry.Item)).ToList();
    }

    /// <summary>The median time of a run, once the code is warm.</summary>
    public TimeSpan MeasureRun(byte[] pixels, int runs = 15)
    {
        var times = new TimeSpan[runs];
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            net.Run(pixels, Format, probabilities);
            times[i] = Stopwatch.GetElapsedTime(start);
        }
        return times.Order().ElementAt(runs / 2);
    }
}
