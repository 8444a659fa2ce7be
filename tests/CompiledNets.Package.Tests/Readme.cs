using System.Text.RegularExpressions;

namespace CompiledNets.Package.Tests;

/// <summary>The blocks of README.md that stand under <c>&lt;!-- tested: NAME --&gt;</c>.</summary>
internal static partial class Readme
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");

    public static string Block(string name) =>
        Blocks().Matches(Text).Single(block => block.Groups["name"].Value == name).Groups["content"].Value;

    [GeneratedRegex("<!-- tested: (?<name>[^ ]+) -->\n```[a-z]+\n(?<content>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
