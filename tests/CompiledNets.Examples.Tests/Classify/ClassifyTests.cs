using System.Globalization;
using System.Text.RegularExpressions;
using global::Classify;
using Xunit;

namespace CompiledNets.Examples.Tests.Classify;

public sealed class ClassifyTests
{
    private const double Tolerance = 1e-3;

    public static TheoryData<string> Photos => ["bridge", "cat", "coyote", "dog", "flamingo", "lemon", "tabby", "torch"];

    [Theory, MemberData(nameof(Photos))]
    public void TheReferencesPixelsGiveItsFiveBestClassesInOrder(string photo)
    {
        Assert.SkipUnless(ReferencePhotos.ArePresent, ReferencePhotos.Absent);
        var expected = ReferencePhotos.Top5(photo);
        var actual = Classify($"{photo}_227.png");
        Assert.Equal(expected.Select(answer => answer.Class), actual.Select(answer => answer.Class));
        foreach (var (wanted, found) in expected.Zip(actual)) Assert.Equal(wanted.Probability, found.Probability, Tolerance);
    }

    [Theory, MemberData(nameof(Photos))]
    public void ALargerPhotoGivesTheSameBestClass(string photo)
    {
        Assert.SkipUnless(ReferencePhotos.ArePresent, ReferencePhotos.Absent);
        Assert.Equal(ReferencePhotos.Top5(photo)[0].Class, Classify($"{photo}.jpg")[0].Class);
    }

    [Fact]
    public async Task PrintsNamesProbabilitiesAndTheTimeOfARun()
    {
        Assert.SkipUnless(ReferencePhotos.ArePresent, ReferencePhotos.Absent);
        var photo = ReferencePhotos.PathOf("lemon_227.png");
        var (exitCode, output, _) = await Example.RunAsync("Classify", "--weights", ReferencePhotos.Weights!, photo);
        Assert.Equal(0, exitCode);
        var lines = output.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Equal(6, lines.Length);
        Assert.Matches($@"^{Regex.Escape(photo)}: \d+\.\d\d ms a run$", lines[0]);
        foreach (var ((_, name, probability), line) in ReferencePhotos.Top5("lemon").Zip(lines.Skip(1)))
        {
            var (percent, printed) = (line.Split('%')[0], line.Split('%')[1]);
            Assert.Equal(name, printed.Trim());
            Assert.Equal(100 * probability, double.Parse(percent, CultureInfo.InvariantCulture), 0.1);
        }
    }

    [Fact]
    public async Task SaysWhichPhotoItCouldNotReadAndClassifiesTheOthers()
    {
        Assert.SkipUnless(ReferencePhotos.ArePresent, ReferencePhotos.Absent);
        using var folder = new TemporaryFolder();
        var text = folder.Write("letter.txt", "Dear reader"u8.ToArray());
        var photo = ReferencePhotos.PathOf("torch_227.png");
        var (exitCode, output, error) = await Example.RunAsync("Classify", "--weights", ReferencePhotos.Weights!, text, "absent.png", photo);
        Assert.Equal(1, exitCode);
        Assert.Contains($"{text} is not an image", error);
        Assert.Contains("absent.png", error);
        Assert.Contains("lighter", output);
    }

    [Fact]
    public async Task SaysThatTheWeightsAreMissing()
    {
        var (exitCode, _, error) = await Example.RunAsync("Classify", "--weights", "absent.safetensors", "photo.png");
        Assert.Equal(1, exitCode);
        Assert.Contains("absent.safetensors", error);
    }

    [Fact]
    public async Task SaysThatTheWeightsAreNoWeights()
    {
        using var folder = new TemporaryFolder();
        var weights = folder.Write("wrong.safetensors", "These are no weights."u8.ToArray());
        var (exitCode, _, error) = await Example.RunAsync("Classify", "--weights", weights, "photo.png");
        Assert.Equal(1, exitCode);
        Assert.Contains("wrong.safetensors", error);
        Assert.DoesNotContain("   at ", error);
    }

    private static IReadOnlyList<(int Class, float Probability)> Classify(string photo)
    {
        var classifier = new PhotoClassifier(SqueezeNet11.Load(ReferencePhotos.Weights!));
        return classifier.Top(PhotoReader.ReadSquare(ReferencePhotos.PathOf(photo), PhotoClassifier.Size), 5);
    }
}
