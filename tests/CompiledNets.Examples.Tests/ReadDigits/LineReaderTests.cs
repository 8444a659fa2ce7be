using global::ReadDigits;
using Xunit;

namespace CompiledNets.Examples.Tests.ReadDigits;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("7", "7")]
    [InlineData("__77__", "7")]
    [InlineData("7_7", "77")]
    [InlineData("1122_200", "1220")]
    public void MergesStepsIntoDigits(string steps, string digits) => Assert.Equal(digits, LineReader.Decode(Logits(steps)));

    // One step per character, '_' is no digit; the rest of the line is empty.
    private static float[] Logits(string steps)
    {
        var logits = new float[DigitReader.Classes * DigitReader.Positions];
        for (var step = 0; step < DigitReader.Positions; step++)
        {
            var best = step < steps.Length && steps[step] != '_' ? steps[step] - '0' : DigitReader.Blank;
            logits[best * DigitReader.Positions + step] = 1;
        }
        return logits;
    }
}
