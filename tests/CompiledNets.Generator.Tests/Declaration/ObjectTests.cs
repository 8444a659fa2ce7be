namespace CompiledNets.Generator.Tests.Declaration;

/// <summary>Classes, records, structs, enums and static tables of the user.</summary>
public class ObjectTests
{
    private const string Others =
        """
        record Stage(string Name, int Channels, int Stride = 1) { public int Half => Channels / 2; public int Extra { get; init; } = 7; }
        record struct Pair(int A, int B) { public readonly Pair Flip() => new(B, A); }
        record Deep(string Name, int Channels, int Depth) : Stage(Name, Channels);
        struct Counter { public int Value; public void Add(int n) => Value += n; public Counter() { Value = 1; } }
        abstract class Layer(string name)
        {
            protected string Name => name;
            public virtual int Channels { get; } = 3;
            public abstract Tensor Run(Tensor x);
            public virtual string Describe() => $"{name}:{Channels}";
            public override string ToString() => Describe();
        }
        class Conv : Layer
        {
            private readonly int kernel;
            public Conv(string name, int kernel = 1) : base(name) { this.kernel = kernel; Made++; }
            public Conv(int number) : this($"n{number}") { }
            public static int Made { get; private set; }
            public override Tensor Run(Tensor x) => x.Conv2d(Name, Channels, kernel, padding: kernel / 2);
            public override string Describe() => "conv " + base.Describe();
        }
        sealed class Wide(string name) : Conv(name) { public override int Channels => 8; }
        interface INamed { string Name { get; } string Loud() => Name + "!"; }
        class Thing : INamed { public required string Name { get; init; } public List<int> Sizes { get; } = [1]; public Thing? Next { get; set; } }
        class Version(int n) : IComparable<Version>, IEquatable<Version>
        {
            public int N { get; } = n;
            public int CompareTo(Version? other) => N.CompareTo(other!.N);
            public bool Equals(Version? other) => other?.N % 10 == N % 10;
            public override bool Equals(object? o) => o is Version v && Equals(v);
            public override int GetHashCode() => N % 10;
            public static Version operator +(Version a, int b) => new(a.N + b);
            public static bool operator ==(Version a, Version b) => a.Equals(b);
            public static bool operator !=(Version a, Version b) => !(a == b);
            public static implicit operator Version(int n) => new(n);
            public static explicit operator int(Version v) => v.N;
            public int this[int i] => N * i;
        }
        static class Table
        {
            public static readonly (string Name, int Channels)[] Rows = [("a", 4), ("b", 3)];
            public static readonly Dictionary<int, int[]> Depths = new() { [18] = [2, 2], [50] = [3, 4] };
            public const int Width = 3;
            public static int Loaded = Rows.Length + Width;
            static Table() { Loaded *= 10; }
        }
        class Node<T>(T value) where T : notnull { public T Value { get; set; } = value; public Node<T>? Next; public IEnumerable<T> All() { for (var n = this; n is not null; n = n.Next) yield return n.Value; } }
        class Temperature { public double C { get; set => field = Math.Max(value, -273); } }
        class Grid { private readonly int[,] cells = new int[2, 2]; public int this[int r, int c] { get => cells[r, c]; set => cells[r, c] = value; } }
        interface IBlock<TSelf> where TSelf : IBlock<TSelf> { static abstract Tensor Apply(Tensor x, string name); static abstract int Width { get; } static virtual int Expand => 2; static Tensor Twice(Tensor x) => TSelf.Apply(TSelf.Apply(x, $"i{x.Channels}"), $"j{x.Channels}"); }
        struct Plain : IBlock<Plain> { public static int Width { get; set; } = 6; public static Tensor Apply(Tensor x, string name) => x.Conv2d(name, Width, 1); }
        class Expanded : IBlock<Expanded> { public static int Expand => 3; public static int Width => 7; static Tensor IBlock<Expanded>.Apply(Tensor x, string name) => x.Conv2d(name, Width * 2, 1); }
        static class Generic { public static Tensor Block<T>(Tensor x, string n) where T : IBlock<T> => IBlock<T>.Twice(T.Apply(x, n).Conv2d(n + "e", T.Expand * T.Width, 1)); }
        sealed class Bag : System.Collections.IEnumerable { private readonly List<string> items = []; public void Add(string a, int n) => items.Add(a + n); public System.Collections.IEnumerator GetEnumerator() => items.GetEnumerator(); public string All => string.Join(',', items); }
        """;

    [Theory]
    [InlineData("""var s = new Stage("a", 8) { Extra = 2 }; var t = s with { Stride = 2 }; x = Say(x, $"{t.Name}{t.Half}{t.Stride}{t.Extra}{s == t}{s == t with { Stride = 1 }}");""", "a422FalseTrue")]
    [InlineData("""var (name, channels, _) = new Stage("n", 5); x = x.Conv2d(name, channels, 1);""", "n:5")]
    [InlineData("""x = Say(x, new Stage("a", 8).ToString()); x = Say(x, new Deep("d", 2, 3)); x = Say(x, new Pair(1, 2));""", "Stage { Name = a, Channels = 8, Stride = 1, Half = 4, Extra = 7 } | Deep { Name = d, Channels = 2, Stride = 1, Half = 1, Extra = 7, Depth = 3 } | Pair { A = 1, B = 2 }")]
    [InlineData("""x = Say(x, new HashSet<Stage> { new("a", 1), new("a", 1), new("b", 1) }.Count + new Dictionary<Pair, int> { [new(1, 2)] = 5 }[new Pair(2, 1).Flip()]);""", "7")]
    [InlineData("""Stage d = new Deep("d", 2, 3); x = Say(x, $"{d == new Deep("d", 2, 3)}{d.Equals(new Stage("d", 2))}{d is Deep { Depth: 3 }}");""", "TrueFalseTrue")]
    [InlineData("""var a = new Counter(); var b = a; b.Add(5); b.Value++; var c = default(Counter); var l = new Counter[2]; l[1].Add(3); x = Say(x, $"{a.Value} {b.Value} {c.Value} {l[1].Value}");""", "1 7 0 3")]
    [InlineData("""Layer[] layers = [new Conv("a"), new Wide("b"), new Conv(4)]; foreach (var l in layers) x = l.Run(x); x = Say(x, $"{layers[1]} {Conv.Made}");""", "a | b:8 | n4 | conv b:8 3")]
    [InlineData("""var t = new Thing { Name = "t", Sizes = { 2, 3 }, Next = new() { Name = "u" } }; INamed n = t; x = Say(x, n.Loud() + t.Sizes.Sum() + t.Next.Next?.Name + t.Next?.Name);""", "t!6u")]
    [InlineData("""Version v = 7; v += 6; x = Say(x, $"{(int)v} {v == 23} {v != 4} {v[2]}");""", "13 True True 26")]
    [InlineData("""var vs = new List<Version> { 3, 1, 2 }; vs.Sort(); x = Say(x, string.Join(',', vs.Select(v => v.N)) + vs.Max()!.N + vs.Contains(11) + vs.Distinct().Count());""", "1,2,33True3")]
    [InlineData("""foreach (var (name, channels) in Table.Rows) x = x.Conv2d(name, channels, 1); x = Say(x, Table.Depths[50][1] + Table.Loaded + Table.Width);""", "a:4 | b | 57")]
    [InlineData("""var n = new Node<string>("a") { Next = new("b") }; n.Value += "c"; x = Say(x, string.Concat(n.All()));""", "acb")]
    [InlineData("""var t = new Temperature { C = -300 }; t.C += 1; x = Say(x, t.C);""", "-272")]
    [InlineData("""var g = new Grid { [0, 1] = 4 }; g[1, 1] = g[0, 1] + 1; g[1, 1] *= 2; x = Say(x, g[1, 1]);""", "10")]
    [InlineData("""x = Generic.Block<Plain>(x, "a"); x = Generic.Block<Expanded>(x, "b"); x = Say(x, "end");""", "a:6 | ae:12 | i12:6 | j12:6 | b:14 | be:21 | i21:14 | j21:14 | end")]
    [InlineData("""x = Say(x, new Bag { { "a", 1 }, { "b", 2 } }.All);""", "a1,b2")]
    [InlineData("""var o = new { Name = "a", N = 2 }; x = Say(x, o.Name + o.N + (o with { N = 3 }) + o.Equals(new { Name = "a", N = 2 }));""", "a2{ Name = a, N = 3 }True")]
    [InlineData("""var stages = new Stage[] { new("a", 4), new("b", 3) }; foreach (var (s, i) in stages.Select((s, i) => (s, i))) x = x.Conv2d($"{i}{s.Name}", s.Channels, 1);""", "0a:4 | 1b")]
    [InlineData("""Stage? none = null; x = Say(x, none?.Name ?? "none"); none ??= new("late", 1); x = Say(x, none.Name);""", "none | late")]
    [InlineData("""Pair? p = null; p = new Pair(1, 2); x = Say(x, p.Value.A + (p?.B ?? 0)); Pair q = default; x = Say(x, $"{q == default} {q.A}");""", "3 | True 0")]
    public void Lives(string statements, string layers) =>
        Assert.Equal(layers, GraphText.Layers(Differential.Check(Harness.Net(statements, Others))));
}
