using Xunit;

namespace CompiledNets.Package.Tests;

public sealed class ReadmeTests(Packages packages)
{
    [Fact]
    public async Task TheFirstExamplePrintsWhatTheReadmeSays()
    {
        var (exitCode, output) = await packages.RunProjectAsync(
            "Plates",
            ("Plates.csproj", Readme.Block("Plates.csproj").Replace("../packages", "../feed")),
            ("PlateReader.cs", Readme.Block("PlateReader.cs")),
            ("Program.cs", Readme.Block("Program.cs")));
        Assert.True(exitCode == 0, output);
        Assert.Equal(Readme.Block("output"), output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void TheProjectNamesTheVersionThatIsBuiltHere() =>
        Assert.Contains($"Version=\"{Repository.PackageVersion}\"", Readme.Block("Plates.csproj"));
}
