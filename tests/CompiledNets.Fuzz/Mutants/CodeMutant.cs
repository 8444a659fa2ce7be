using System.Text.RegularExpressions;
using CompiledNets.Fuzz.Nets;
using CompiledNets.Generator.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNets.Fuzz.Mutants;

/// <summary>A net of one family of kernels, broken at one place.</summary>
/// <param name="Family">What the net is.</param>
/// <param name="Declaration">Its class, named Net.</param>
/// <param name="Breakage">The way in which it is broken.</param>
/// <param name="Place">At which of the places that are so: a part of all of them.</param>
internal sealed record CodeMutant(string Family, string Declaration, Breakage Breakage, double Place) : Mutant
{
    // Widths without dead lanes: what is written to those may be anything.
    private static readonly (string Family, string Shape, string Expression)[] nets =
    [
        ("pointwise convolution", "32, 7, 5", """x.Conv2d("c", 48, 1)"""),
        ("direct convolution", "16, 9, 7", """x.Conv2d("c", 32, 3, 2, 1)"""),
        ("stem", "3, 12, 10", """x.Conv2d("c", 16, 3, 2, 1).Relu()"""),
        ("Winograd convolution", "64, 14, 14", """x.Conv2d("c", 64, 3, 1, 1)"""),
        ("Winograd convolution of parts side by side", "96, 17, 20", """x.Conv2d("c", 96, (1, 7), padding: (0, 3))"""),
        ("Winograd convolution with a stride", "96, 35, 35", """x.Conv2d("c", 128, 3, 2, 1)"""),
        ("Winograd convolution of an image", "3, 64, 64", """x.Conv2d("c", 64, 7, 2, 3)"""),
        ("Strassen's method, whose halves share a pixel", "416, 15, 15", """x.Conv2d("c", 416, 1)"""),
        ("pointwise convolution of groups", "60, 6, 7", """x.Conv2d("c", 240, 1, groups: 3)"""),
        ("depthwise convolution", "32, 9, 7", """x.Conv2d("c", 32, 3, 1, 1, groups: 32)"""),
        ("grouped convolution", "64, 6, 6", """x.Conv2d("c", 64, 3, 1, 1, groups: 4)"""),
        ("linear layer", "32, 2, 2", """x.Flatten().Linear("l", 48)"""),
        ("max pooling", "32, 9, 7", "x.MaxPool2d(3, 2, 1)"),
        ("average pooling", "32, 9, 7", "x.AvgPool2d(3, 2, 1)"),
        ("global pooling", "32, 7, 7", "x.AdaptiveAvgPool2d(1)"),
        ("softmax", "32, 3, 3", "x.Softmax()"),
        ("layer norm", "32, 3, 3", """x.LayerNorm2d("n")"""),
        ("resizing", "16, 4, 5", "x.Interpolate((8, 9), InterpolationMode.Bilinear)"),
        ("matrix product", "16, 16, 32", "x.MatMul(x.Transpose(2, 3))"),
        ("sum in place", "32, 5, 5", """(x.Relu() + x.Conv2d("c", 32, 1)).Relu()"""),
        ("addition", "32, 5, 5", """x.Conv2d("c", 32, 1) + x"""),
        ("inverted residual", "32, 9, 9", """x + x.Conv2d("e", 48, 1).Relu6().Conv2d("d", 48, 3, 1, 1, groups: 48).Conv2d("p", 32, 1)"""),
    ];

    /// <summary>Every way that a net can be broken in, at one place near the start of its kernels and one near their end.</summary>
    public static new IEnumerable<Mutant> All => nets.SelectMany(net =>
    {
        var declaration = Declare(net.Shape, net.Expression);
        return Breakage.All.SelectMany(breakage => new[] { 0.1, 0.9 }.Select(place => new CodeMutant(net.Family, declaration, breakage, place)));
    });

    /// <inheritdoc/>
    public override string? Check()
    {
        var source = CompiledSource.Generate([CompiledSource.SetInUse], Declaration);
        if (Find(source.Compilation) is not var (tree, text, match)) return null;
        var broken = string.Concat(text.AsSpan(0, match.Index), Breakage.Change(match), text.AsSpan(match.Index + match.Length));
        source.Compilation = source.Compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(broken, (CSharpParseOptions)tree.Options, tree.FilePath));
        return NetWorker.Check(CompiledSource.Load(source), "Net");
    }

    /// <inheritdoc/>
    public override string Describe()
    {
        if (Find(CompiledSource.Generate([CompiledSource.SetInUse], Declaration).Compilation) is not var (_, text, match)) return ToString();
        var start = text.LastIndexOf('\n', match.Index) + 1;
        var end = text.IndexOf('\n', match.Index);
        return $"{this}\n    {text[start..end].Trim()}\n    {string.Concat(text.AsSpan(start, match.Index - start), Breakage.Change(match), text.AsSpan(match.Index + match.Length, end - match.Index - match.Length)).Trim()}";
    }

    // Null where the code has no such place, or only one.
    private (SyntaxTree Tree, string Text, Match Match)? Find(Compilation compilation)
    {
        if (compilation.SyntaxTrees.SingleOrDefault(one => Path.GetFileName(one.FilePath) == Breakage.File) is not { } tree) return null;
        var text = tree.ToString();
        var matches = Breakage.Pattern.Matches(text).Where(match => !IsProductOfZero(text, match)).ToList();
        return matches.Count < 2 ? null : (tree, text, matches[(int)(Place * matches.Count)]);
    }

    /// <summary>A class named Net whose input is x.</summary>
    public static string Declare(string shape, string expression) =>
        $"[CompiledNet]\npublic partial class Net\n{{\n    static Tensor Forward([Shape({shape})] Tensor x) => {expression};\n}}\n";

    // A loop that runs once is a constant, and what it is multiplied with does not matter.
    private static bool IsProductOfZero(string text, Match match)
    {
        var factor = Regex.Match(text[..match.Index], @"(\w+) \* $");
        if (!factor.Success) return false;
        var declaration = Regex.Match(text[..match.Index], $@"(for \()?int {factor.Groups[1].Value} = ", RegexOptions.RightToLeft);
        return declaration.Success && !declaration.Value.StartsWith("for", StringComparison.Ordinal);
    }

    /// <summary>Where the code is broken, for a reader.</summary>
    public override string ToString() => $"{Family}: {Breakage.Name} ({(Place < 0.5 ? "early" : "late")})";
}
