using System.Globalization;
using CompiledNets.Fuzz.Nets;
using CompiledNets.Generator.Tests.Declaration;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNets.Fuzz.Declarations;

/// <summary>Declarations in which tokens are missing, doubled, exchanged or wrong, as an editor sends them while someone types.</summary>
internal static class MutatedDeclaration
{
    private const int Large = int.MaxValue - 1;

    private static readonly string[] tokens =
    [
        "", "(", ")", "{", "}", "[", "]", ";", ",", ".", "..", "?", "??", "=>", "=", "==", "+", "-", "*", "/", "%", "!", "&&", "<", ">", "^", "is", "as", "new", "null", "default", "this",
        "base", "return", "throw", "while", "for", "foreach", "if", "else", "switch", "yield", "await", "async", "var", "int", "string", "object", "double", "dynamic", "ref", "out", "in",
        "params", "static", "abstract", "record", "class", "struct", "typeof", "nameof", "sizeof", "stackalloc", "checked", "unchecked", "lock", "using", "goto", "break", "continue", "when",
        "with", "true", "false", "x", "Tensor", "Forward", "Shape", "Conv2d", "Length", "Count", "\"a\"", "$\"{x}\"", "'c'", "0", "1", "-1", "2", "7", "1000", "65536", "2147483647", "0.5", "1e300",
        "x.Height", "x.Shape", "Forward(x)", "while (true) { }", "x => x", "throw null", "new int[2147483647]", "default(Tensor)", "int.Parse(\"x\")", "/*", "#if", "\"", "@", "$\"{",
    ];

    private static readonly Lazy<string[][]> originals = new(() =>
    [
        Samples.PlateReader,
        .. Enumerable.Range(0, 12).Select(index => (string[])[DeclarationText.Of(RandomNet.Of(Choices.Random(1, index)), "Net")]),
    ]);

    private static readonly Gen<Func<string, string>> change = Gen.Select(Gen.Int[0, 5], Gen.Int[0, Large], Gen.Int[0, Large], Gen.Int[0, tokens.Length - 1])
        .Select((kind, at, other, token) => new Func<string, string>(source => Change(source, kind, at, other, tokens[token])));

    /// <summary>The files of a declaration, one of which is changed.</summary>
    public static Gen<string[]> Sources { get; } = Gen.Select(Gen.Int[0, Large], Gen.Int[0, Large], change.Array[1, 3]).Select((which, file, changes) =>
    {
        // Half of them are of the largest declaration, which has most of the language.
        var original = which % 2 == 0 ? originals.Value[0] : originals.Value[which / 2 % originals.Value.Length];
        var sources = (string[])original.Clone();
        foreach (var one in changes) sources[file % sources.Length] = one(sources[file % sources.Length]);
        return sources;
    });

    private static string Change(string source, int kind, int at, int other, string token)
    {
        var all = SyntaxFactory.ParseTokens(source).Where(one => !one.IsKind(SyntaxKind.EndOfFileToken)).ToList();
        if (all.Count == 0) return source;
        var (first, second) = (all[at % all.Count], all[other % all.Count]);
        return kind switch
        {
            0 => Replaced(source, first, ""),
            1 => Replaced(source, first, $"{first} {first}"),
            2 => Replaced(source, first, $" {token} "),
            3 => Replaced(source, first, $" {second} "),
            4 => source[..first.SpanStart],
            _ when all.Where(one => one.IsKind(SyntaxKind.NumericLiteralToken)).ToList() is { Count: > 0 } numbers =>
                Replaced(source, numbers[at % numbers.Count], new[] { 0, 1, -1, 3, 1000, 100_000, int.MaxValue, int.MinValue }[other % 8].ToString(CultureInfo.InvariantCulture)),
            _ => source,
        };
    }

    private static string Replaced(string source, SyntaxToken token, string by) => string.Concat(source.AsSpan(0, token.SpanStart), by, source.AsSpan(token.Span.End));
}
