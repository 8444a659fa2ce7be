using System.Text.Json;
using CompiledNets.Testing;
using global::ReadDigits;
using Xunit;

namespace CompiledNets.Examples.Tests.ReadDigits;

public sealed class ReadDigitsTests
{
    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "samples");

    public static TheoryData<string, string> Expected
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var line in File.ReadLines(Path.Combine(Samples, "expected.txt")))
                if (line.Split(' ') is [var file, var digits]) data.Add(file, digits);
            return data;
        }
    }

    [Theory, MemberData(nameof(Expected))]
    public void ReadsABundledSample(string file, string digits)
    {
        var reader = new LineReader(DigitReader.Load());
        Assert.Equal(digits, reader.Read(PictureReader.ReadLine(Path.Combine(Samples, file))).Digits);
    }

    [Fact]
    public void LogitsAreThoseOfPyTorch()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "digits.reference.json")));
        var input = new float[DigitReader.InputLength];
        var reference = json.RootElement.GetProperty("input");
        RandomWeights.Input(reference.GetProperty("key").GetString()!, reference.GetProperty("seed").GetUInt64(), input);
        var logits = new float[DigitReader.OutputLength];
        DigitReader.Load().Run(input, logits);
        var expected = json.RootElement.GetProperty("output").GetProperty("logits").EnumerateArray().Select(logit => logit.GetDouble()).ToArray();
        Assert.InRange(Tolerance.Deviation(expected, logits.Select(logit => (double)logit).ToArray()), 0, Tolerance.Compiled);
    }

    [Fact]
    public async Task WithoutArgumentsItReadsTheSamples()
    {
        var (exitCode, output, _) = await Example.RunAsync("ReadDigits");
        Assert.Equal(0, exitCode);
        var lines = output.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Equal(Expected.Count, lines.Length);
        foreach (var (file, digits) in Expected.Select(row => row.Data))
            Assert.Contains(lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, var read, _, "ms", "a", "run"] && name == file && read == digits);
    }

    [Fact]
    public async Task ReadsThePicturesOfTheUserAndNamesThoseThatItCannotRead()
    {
        using var folder = new TemporaryFolder();
        var text = folder.Write("number.txt", "123"u8.ToArray());
        var (file, digits) = Expected.First().Data;
        var (exitCode, output, error) = await Example.RunAsync("ReadDigits", Path.Combine(Samples, file), text, "absent.png");
        Assert.Equal(1, exitCode);
        Assert.Contains(digits, output);
        Assert.Contains($"{text} is not an image", error);
        Assert.Contains("absent.png", error);
    }
}
