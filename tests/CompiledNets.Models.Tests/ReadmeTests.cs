using System.Text.RegularExpressions;
using CompiledNets.Testing;

namespace CompiledNets.Models.Tests;

/// <summary>The zoo's README knows every file, every method and the paper of each.</summary>
public partial class ReadmeTests
{
    private static readonly string? Folder = RepositoryFiles.Root is null ? null : Path.Combine(RepositoryFiles.Root, "src", "CompiledNets.Models");

    [Fact]
    public void EveryMethodThatMakesATensor_StandsInTheReadme()
    {
        var readme = Readme();
        Assert.All(Sources(), source =>
        {
            var missing = TensorMethod().Matches(source.Text).Select(match => match.Groups["name"].Value).Distinct()
                .Where(name => !Regex.IsMatch(readme, $@"\b{name}\b") && !IsWithinARange(name)).ToList();
            Assert.True(missing.Count == 0, $"{source.Name} has {string.Join(", ", missing)}, which README.md does not mention");
        });
    }

    [Fact]
    public void EveryFile_NamesItsPaperAndStandsUnderItInTheReadme()
    {
        string[] withoutPaper = ["BasicConv2d", "ConvBn", "StateDictKey", "Widths"];
        var readme = Readme();
        Assert.All(Sources().Where(source => !withoutPaper.Contains(source.Name)), source =>
        {
            Assert.Matches(@"arXiv \d{4}\.\d{4,5}", source.Text);
            Assert.Matches($@"`{source.Name}\.", readme);
            Assert.All(Paper().Matches(source.Text), paper => Assert.Contains(paper.Groups["number"].Value, readme));
        });
    }

    [Fact]
    public void TheExample_IsTheOneThatIsCompiledHere()
    {
        var file = Path.Combine(RepositoryFiles.Root!, "tests", "CompiledNets.Models.Tests", "ReadmeExample.cs");
        Assert.Contains($"```csharp\n{File.ReadAllText(file).ReplaceLineEndings("\n")}```\n", Readme());
    }

    private static string Readme()
    {
        Assert.SkipWhen(Folder is null, "the tests run outside of the repository");
        return File.ReadAllText(Path.Combine(Folder!, "README.md")).ReplaceLineEndings("\n");
    }

    private static IEnumerable<(string Name, string Text)> Sources() =>
        Directory.GetFiles(Folder!, "*.cs").Order().Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)));

    // The README names the first and the last of a numbered row.
    private static bool IsWithinARange(string name) => Regex.IsMatch(name, @"\d");

    [GeneratedRegex(@"public static Tensor (?<name>\w+)\(")]
    private static partial Regex TensorMethod();

    [GeneratedRegex(@"arXiv (?<number>\d{4}\.\d{4,5})")]
    private static partial Regex Paper();
}

public class PlantNetTests : AgreementTests<PlantNet>;

public class TinySEResNetTests : AgreementTests<TinySEResNet>;

public class OwnNetTests : AgreementTests<OwnNet>;
