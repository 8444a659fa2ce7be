using System.Diagnostics;
using System.Text;
using CompiledNets;

namespace ReadDigits;

/// <summary>From the pixels of a line to its digits.</summary>
internal sealed class LineReader(DigitReader net)
{
    private static readonly PixelFormat Format = PixelFormat.Gray(scale: 1 / 255f);

    private readonly float[] logits = new float[DigitReader.OutputLength];

    /// <summary>The digits of a line, and the median time of a run once the code is warm.</summary>
    /// <param name="pixels">Height×Width gray pixels.</param>
    /// <param name="runs">How many runs are timed.</param>
    public (string Digits, TimeSpan Time) Read(byte[] pixels, int runs = 15)
    {
        var times = new TimeSpan[runs];
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            net.Run(pixels, Format, logits);
            times[i] = Stopwatch.GetElapsedTime(start);
        }
        return (Decode(logits), times.Order().ElementAt(runs / 2));
    }

    /// <summary>
    /// The best class of each position; a digit that goes on over several counts once, and two equal ones have a blank between
    /// them (connectionist temporal classification, Graves et al. 2006).
    /// </summary>
    /// <param name="logits">Classes×Positions numbers.</param>
    public static string Decode(ReadOnlySpan<float> logits)
    {
        var digits = new StringBuilder();
        var before = DigitReader.Blank;
        for (var position = 0; position < DigitReader.Positions; position++)
        {
            var best = BestClass(logits, position);
            if (best != before && best != DigitReader.Blank) digits.Append(best);
            before = best;
        }
        return digits.ToString();
    }

    private static int BestClass(ReadOnlySpan<float> logits, int position)
    {
        var best = 0;
        for (var i = 1; i < DigitReader.Classes; i++)
            if (logits[i * DigitReader.Positions + position] > logits[best * DigitReader.Positions + position]) best = i;
        return best;
    }
}
