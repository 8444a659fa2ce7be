using System.Text.RegularExpressions;
using Xunit;

namespace CompiledNets.Package.Tests;

public sealed partial class ReadmeTests(Packages packages)
{
    [Fact]
    public async Task TheFirstExamplePrintsAndBecomesWhatTheReadmeSays()
    {
        var (exitCode, output) = await RunAsync("Plates", Readme.Block("PlateReader.cs"));
        Assert.True(exitCode == 0, output);
        Readme.Check(
            ("output", output.ReplaceLineEndings("\n")),
            ("step", StepOf(packages.GeneratedFile("Plates", "PlateReader.Run.g.cs"), "block3.2")));
    }

    [Fact]
    public async Task AWrongShapeIsTheErrorThatTheReadmeShows()
    {
        var (exitCode, output) = await RunAsync("WrongPlates", Readme.Block("PlateReader.cs").Replace("groups: hidden", "groups: 7"));
        Assert.NotEqual(0, exitCode);
        Readme.Check(("error", CompilerError().Match(output).Value + "\n"));
    }

    [Fact]
    public void TheProjectNamesTheVersionThatIsBuiltHere() =>
        Assert.Contains($"Version=\"{Repository.PackageVersion}\"", Readme.Block("Plates.csproj"));

    [Fact]
    public void EveryOperatorStandsInTheReadme()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "src", "CompiledNets", "Graph", "Operators"));
        var operators = files.SelectMany(file => OperatorMethod().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value).ToHashSet();
        Assert.Contains("Conv2d", operators);
        Assert.All(operators, name => Assert.True(Readme.Mentions(name), $"README.md does not mention {name}"));
    }

    private Task<(int ExitCode, string Output)> RunAsync(string name, string declaration) => packages.RunProjectAsync(
        name,
        ($"{name}.csproj", Readme.Block("Plates.csproj").Replace("../packages", "../feed")),
        ("PlateReader.cs", declaration),
        ("Program.cs", Readme.Block("Program.cs")));

    [GeneratedRegex(@"PlateReader\.cs\(.*?: error CN.*?(?= \[)")]
    private static partial Regex CompilerError();

    [GeneratedRegex(@"public (static )?Tensor(\[\])? (?<name>[A-Z]\w*)\(")]
    private static partial Regex OperatorMethod();

    // From the comment that names the layer to the end of the statement, without the indentation.
    private static string StepOf(string file, string layer)
    {
        var lines = file.ReplaceLineEndings("\n").Split('\n').SkipWhile(line => !line.Contains($"<summary>{layer}:")).ToList();
        var length = lines.FindIndex(line => line.EndsWith(';')) + 1;
        var indentation = lines[0].Length - lines[0].TrimStart().Length;
        return string.Concat(lines.Take(length).Select(line => line[indentation..] + "\n"));
    }
}
