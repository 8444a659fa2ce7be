using Xunit;

namespace CompiledNets.Package.Tests;

public sealed class ReadmeTests(Packages packages)
{
    [Fact]
    public async Task TheFirstExamplePrintsAndBecomesWhatTheReadmeSays()
    {
        var (exitCode, output) = await packages.RunProjectAsync(
            "Plates",
            ("Plates.csproj", Readme.Block("Plates.csproj").Replace("../packages", "../feed")),
            ("PlateReader.cs", Readme.Block("PlateReader.cs")),
            ("Program.cs", Readme.Block("Program.cs")));
        Assert.True(exitCode == 0, output);
        Readme.Check(
            ("output", output.ReplaceLineEndings("\n")),
            ("step", StepOf(packages.GeneratedFile("Plates", "PlateReader.Run.g.cs"), "block3.2")));
    }

    [Fact]
    public void TheProjectNamesTheVersionThatIsBuiltHere() =>
        Assert.Contains($"Version=\"{Repository.PackageVersion}\"", Readme.Block("Plates.csproj"));

    // From the comment that names the layer to the end of the statement, without the indentation.
    private static string StepOf(string file, string layer)
    {
        var lines = file.ReplaceLineEndings("\n").Split('\n').SkipWhile(line => !line.Contains($"<summary>{layer}:")).ToList();
        var length = lines.FindIndex(line => line.EndsWith(';')) + 1;
        var indentation = lines[0].Length - lines[0].TrimStart().Length;
        return string.Concat(lines.Take(length).Select(line => line[indentation..] + "\n"));
    }
}
