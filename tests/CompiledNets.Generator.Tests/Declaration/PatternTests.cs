namespace CompiledNets.Generator.Tests.Declaration;

/// <summary>Patterns in is, switch statements and switch expressions.</summary>
public class PatternTests
{
    private const string Others =
        """
        enum Kind { Plain, Residual = 4, Shuffle }
        [Flags] enum Parts { None, A = 1, B = 2, C = 4 }
        abstract record Block(string Name);
        sealed record Conv(string Name, int Channels, int Stride = 1) : Block(Name);
        sealed record Pool(string Name, int Size) : Block(Name) { public bool IsMax { get; init; } }
        readonly struct Point(int x, int y) { public int X => x; public int Y => y; public void Deconstruct(out int a, out int b) { a = x; b = y; } }
        """;

    [Theory]
    [InlineData("new Conv(\"a\", 8) switch { { Channels: > 4 and < 9, Name: var n } => n, _ => \"no\" }", "a")]
    [InlineData("(Block)new Conv(\"a\", 8, 2) is Conv(\"a\", var c, 2) ? c : 0", "8")]
    [InlineData("(Block)new Pool(\"p\", 2) { IsMax = true } is Pool { IsMax: true, Name.Length: 1 } p ? p.Size : 0", "2")]
    [InlineData("((Block)new Pool(\"p\", 2)) switch { Conv c => c.Channels, Pool { IsMax: true } => 1, Pool => 2, null => 3, _ => 4 }", "2")]
    [InlineData("(x.Channels, x.Height) switch { (1, _) => \"gray\", (3, var h) when h > 64 => \"large\", (3, 32) => \"rgb\", _ => \"other\" }", "rgb")]
    [InlineData("new[] { 1, 2, 3, 4 } is [1, .. var rest, 4] ? string.Join(',', rest) : \"\"", "2,3")]
    [InlineData("new List<int> { 1, 2 } is [_, 2] and not [] and { Count: 2 }", "True")]
    [InlineData("\"stem.conv\" is ['s', .., 'v']", "True")]
    [InlineData("new[] { 5, 6 } switch { [] => 0, [var only] => only, [var first, ..] => first }", "5")]
    [InlineData("new Point(1, 2) is (var a, > 1) ? a : -1", "1")]
    [InlineData("new Point(1, 2) is { X: 1, Y: 3 or 2 }", "True")]
    [InlineData("Kind.Residual switch { Kind.Plain => 1, Kind.Residual => 2, _ => 3 }", "2")]
    [InlineData("$\"{Kind.Shuffle} {(int)Kind.Shuffle} {(Kind)4} {(Kind)77} {Kind.Plain:D}\"", "Shuffle 5 Residual 77 0")]
    [InlineData("$\"{Parts.A | Parts.C} {(Parts.A | Parts.B).HasFlag(Parts.B)} {Parts.A & Parts.B} {~Parts.A & (Parts)7}\"", "A, C True None B, C")]
    [InlineData("string.Join(' ', Enum.GetValues<Kind>()) + string.Join(' ', Enum.GetNames<Parts>())", "Plain Residual ShuffleNone A B C")]
    [InlineData("Kind.Shuffle > Kind.Plain && Kind.Plain == default && (Kind)5 == Kind.Shuffle && Kind.Plain + 4 == Kind.Residual", "True")]
    [InlineData("new Dictionary<Kind, int> { [Kind.Plain] = 1, [Kind.Shuffle] = 2 }[Kind.Shuffle]", "2")]
    [InlineData("((Kind?)null) is null && (Kind?)Kind.Plain is Kind.Plain", "True")]
    [InlineData("(object)Kind.Plain is Kind && (object)Kind.Plain is not Parts", "True")]
    [InlineData("(object)x.Channels switch { string s => s, int and (< 0 or > 2) => \"n\", _ => \"?\" }", "n")]
    [InlineData("(object?)null is null", "True")]
    [InlineData("x is { Shape: { Rank: 4 }, Channels: 3 }", "True")]
    [InlineData("new Conv(\"a\", 8) is var (name, channels, _) ? $\"{name}{channels}\" : \"\"", "a8")]
    [InlineData("(1, (2, \"z\")) is (1, (_, string { Length: 1 } s)) ? s : \"\"", "z")]
    public void Matches(string expression, string value) =>
        Assert.Equal(value, GraphText.Layers(Differential.Check(Harness.Net($"x = Say(x, {expression});", Others))));
}
