using System.Text.RegularExpressions;
using Xunit;

namespace CompiledNets.Package.Tests;

/// <summary>The blocks of README.md that stand under <c>&lt;!-- tested: NAME --&gt;</c>.</summary>
internal static partial class Readme
{
    private static readonly string Path = System.IO.Path.Combine(Repository.Root, "README.md");

    private static string text = File.ReadAllText(Path).ReplaceLineEndings("\n");

    public static string Block(string name) => Find(name).Value;

    public static bool Mentions(string code) => text.Contains($"`{code}`") || text.Contains($".{code}`");

    /// <summary>Compares blocks with what they should be; those that have become others are rewritten, for the next commit.</summary>
    public static void Check(params (string Name, string Expected)[] blocks)
    {
        var stale = blocks.Where(block => WithoutHashes(Block(block.Name)) != WithoutHashes(block.Expected)).ToList();
        foreach (var (name, expected) in stale)
        {
            var old = Find(name);
            text = text[..old.Index] + expected + text[(old.Index + old.Length)..];
        }
        if (stale.Count > 0) File.WriteAllText(Path, text);
        Assert.True(stale.Count == 0, $"Out of date in README.md, and rewritten there: {string.Join(", ", stale)}");
    }

    // The hash in a kernel's name changes with every change to its generator, and tells a reader nothing.
    private static string WithoutHashes(string code) => Hash().Replace(code, "");

    private static Group Find(string name) => Blocks().Matches(text).Single(block => block.Groups["name"].Value == name).Groups["content"];

    [GeneratedRegex("_[0-9a-f]{8}(?=\\()")]
    private static partial Regex Hash();

    [GeneratedRegex("<!-- tested: (?<name>[^ ]+) -->\n```[a-z]+\n(?<content>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
