using System.Globalization;
using System.Text.RegularExpressions;
using CompiledNets.Generator.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNets.Fuzz.Mutants;

/// <summary>A way to break emitted code.</summary>
/// <param name="Name">What is wrong afterwards.</param>
/// <param name="Pattern">The code that is changed.</param>
/// <param name="Change">What becomes of it.</param>
internal sealed record Breakage(string Name, Regex Pattern, Func<Match, string> Change)
{
    /// <summary>All ways.</summary>
    public static IReadOnlyList<Breakage> All { get; } =
    [
        new("a tap is dropped", new(@"^\s*c\w+ = (FusedMultiplyAdd|MultiplyAddEstimate)\(.*\);$", RegexOptions.Multiline), _ => ""),
        new("a vector is not stored", new(@"^\s*\w+\.Store\(.*\);$", RegexOptions.Multiline), _ => ""),
        new("a vector is stored one pixel further", new(@"(?<=\.Store\(\w+ \+ )\d+(?=\))"), match => Moved(match, 16)),
        new("a tail is one too short", new(@"(?<=for \(.* < )\d+(?=;)"), match => Moved(match, -1)),
        new("a tail is one too long", new(@"(?<=for \(.* < )\d+(?=;)"), match => Moved(match, 1)),
        new("a stride is a pixel too large", new(@"(?<=\+= )\d+(?=[;)])"), match => Moved(match, 16)),
        new("a row is a pixel too long", new(@"(?<=(tileY|row|y|block) \* )\d+"), match => Moved(match, 16)),
        new("the next channel is read", new(@"(?<=Create\(\w+\[)\d+(?=\])"), match => Moved(match, 1)),
        new("the next weights are read", new(@"(?<=Load\(w \+ )\d+(?=\))"), match => Moved(match, 16)),
        new("the smaller is taken", new(@"\bMax\("), _ => "Min("),
        new("a sum is a difference", new(@"(?<= )\+=(?= Load)"), _ => "-="),
    ];

    private static string Moved(Match number, int by) => (int.Parse(number.Value, CultureInfo.InvariantCulture) + by).ToString(CultureInfo.InvariantCulture);
}

/// <summary>A net of one family of kernels, broken at one place.</summary>
/// <param name="Family">What the net is.</param>
/// <param name="Declaration">Its class, named Net.</param>
/// <param name="Breakage">The way in which it is broken.</param>
/// <param name="Place">At which of the places that are so: a part of all of them.</param>
internal sealed record Mutant(string Family, string Declaration, Breakage Breakage, double Place)
{
    // Widths without dead lanes: what is written to those may be anything.
    private static readonly (string Family, string Shape, string Expression)[] nets =
    [
        ("pointwise convolution", "32, 7, 5", """x.Conv2d("c", 48, 1)"""),
        ("direct convolution", "16, 9, 7", """x.Conv2d("c", 32, 3, 2, 1)"""),
        ("stem", "3, 12, 10", """x.Conv2d("c", 16, 3, 2, 1).Relu()"""),
        ("Winograd convolution", "64, 14, 14", """x.Conv2d("c", 64, 3, 1, 1)"""),
        ("depthwise convolution", "32, 9, 7", """x.Conv2d("c", 32, 3, 1, 1, groups: 32)"""),
        ("grouped convolution", "64, 6, 6", """x.Conv2d("c", 64, 3, 1, 1, groups: 4)"""),
        ("linear layer", "32, 2, 2", """x.Flatten().Linear("l", 48)"""),
        ("max pooling", "32, 9, 7", "x.MaxPool2d(3, 2, 1)"),
        ("average pooling", "32, 9, 7", "x.AvgPool2d(3, 2, 1)"),
        ("global pooling", "32, 7, 7", "x.AdaptiveAvgPool2d(1)"),
        ("softmax", "32, 3, 3", "x.Softmax()"),
        ("layer norm", "32, 3, 3", """x.LayerNorm2d("n")"""),
        ("resizing", "16, 4, 5", "x.Interpolate((8, 9), InterpolationMode.Bilinear)"),
        ("matrix product", "1, 16, 32", "x.MatMul(x.Transpose(2, 3))"),
        ("addition", "32, 5, 5", """x.Conv2d("c", 32, 1) + x"""),
    ];

    /// <summary>Every way that a net can be broken in, at one place near the start of its kernels and one near their end.</summary>
    public static IEnumerable<Mutant> All => nets.SelectMany(net =>
    {
        var declaration = $"[CompiledNet]\npublic partial class Net\n{{\n    static Tensor Forward([Shape({net.Shape})] Tensor x) => {net.Expression};\n}}\n";
        return Breakage.All.SelectMany(breakage => new[] { 0.1, 0.9 }.Select(place => new Mutant(net.Family, declaration, breakage, place)));
    });

    /// <summary>The broken net; null where its kernels have no such place, or only one.</summary>
    public CompiledSource? Compile()
    {
        var (compilation, generated) = CompiledSource.Generate([CompiledSource.SetInUse], Declaration);
        var tree = compilation.SyntaxTrees.Single(one => one.FilePath.EndsWith($"Kernels.{CompiledSource.SetInUse.Name}.g.cs", StringComparison.Ordinal));
        var text = tree.ToString();
        var matches = Breakage.Pattern.Matches(text);
        if (matches.Count < 2) return null;
        var match = matches[(int)(Place * matches.Count)];
        var broken = string.Concat(text.AsSpan(0, match.Index), Breakage.Change(match), text.AsSpan(match.Index + match.Length));
        return CompiledSource.Load((compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(broken, (CSharpParseOptions)tree.Options, tree.FilePath)), generated));
    }

    /// <summary>Where the code is broken, for a reader.</summary>
    public override string ToString() => $"{Family}: {Breakage.Name} ({(Place < 0.5 ? "early" : "late")})";
}
