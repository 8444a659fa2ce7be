namespace CompiledNets.Generator.Tests.Declaration;

/// <summary>Methods, local functions, lambdas, and how arguments reach parameters.</summary>
public class FunctionTests
{
    private const string Others =
        """
        static class Helpers
        {
            public static Tensor Block(this Tensor x, string name, int channels = 3, bool relu = true, params int[] extra)
            {
                x = x.Conv2d(name, channels, 1);
                foreach (var e in extra) x = x.Conv2d($"{name}.{e}", channels, 1);
                return relu ? x.Relu() : x;
            }
            public static T Second<T>(params IEnumerable<T> items) => items.ElementAt(1);
            public static T Pick<T>(bool first, T a, T b) => first ? a : b;
            public static string TypeName<T>(T value) => value switch { int => "int", string => "string", _ => "other" };
            public static int Sum(params ReadOnlySpan<int> numbers) { var sum = 0; foreach (var n in numbers) sum += n; return sum * 10 + numbers.Length; }
            public static void Swap(ref int a, ref int b) => (a, b) = (b, a);
            public static bool Try(int n, out string text) { text = $"n{n}"; return n > 0; }
            public static int Read(in int n) => n + 1;
            public static IEnumerable<int> Count(int n) { for (var i = 0; i < n; i++) { if (i == 3) yield break; yield return i * i; } }
            public static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);
            public static Tensor Apply(Tensor x, Func<Tensor, int, Tensor> layer, int times) { for (var i = 0; i < times; i++) x = layer(x, i); return x; }
            extension(Tensor x)
            {
                public Tensor Twice(string name) => x.Conv2d(name + ".a", 3, 1).Conv2d(name + ".b", 3, 1);
                public int Area => x.Height * x.Width;
                public static string Kind() => "tensor";
            }
            extension<T>(IEnumerable<T> items) { public int Doubled => items.Count() * 2; }
        }
        class Box<T>(T value) { public T Value => value; public Box<U> Map<U>(Func<T, U> f) => new(f(value)); public static int Made; }
        delegate Tensor Layer(Tensor x, string name);
        """;

    [Theory]
    [InlineData("""x = x.Block("a", relu: false).Block(name: "b", channels: 5).Block("c", 3, false, 1, 2);""", "a | b:5 | b.relu:5 | c | c.1 | c.2")]
    [InlineData("""x = Helpers.Block(relu: false, name: "z", x: x);""", "z")]
    [InlineData("""x = Say(x, Helpers.Second(4, 5, 6) + Helpers.Sum(1, 2, 3));""", "68")]
    [InlineData("""x = Say(x, Helpers.Sum([.. new[] { 4, 5 }, 6]) + Helpers.Sum());""", "153")]
    [InlineData("""x = Say(x, Helpers.TypeName(1) + Helpers.TypeName("s") + Helpers.TypeName(2.0) + Helpers.Pick<long>(true, 1, 2));""", "intstringother1")]
    [InlineData("""int a = 1, b = 2; Helpers.Swap(ref a, ref b); var t = new[] { 3, 4 }; Helpers.Swap(ref t[0], ref t[1]); x = Say(x, $"{a}{b}{t[0]}{t[1]}");""", "2143")]
    [InlineData("""if (Helpers.Try(3, out var text)) x = Say(x, text); Helpers.Try(0, out _); x = Say(x, Helpers.Read(4));""", "n3 | 5")]
    [InlineData("""foreach (var n in Helpers.Count(9)) x = Say(x, n); x = Say(x, "s" + Helpers.Count(3).Sum());""", "0 | 1 | 4 | s5")]
    [InlineData("""x = Say(x, Helpers.Fib(10));""", "55")]
    [InlineData("""var n = "p"; x = Helpers.Apply(x, (y, i) => y.Conv2d($"{n}{i}", 3, 1), 2);""", "p0 | p1")]
    [InlineData("""var fs = new List<Func<int>>(); for (var i = 0; i < 2; i++) { var j = i; fs.Add(() => j * 10 + i); } x = Say(x, fs[0]() + fs[1]() * 100);""", "1202")]
    [InlineData("""var fs = new List<Func<int>>(); foreach (var i in new[] { 1, 2 }) fs.Add(() => i); x = Say(x, fs.Sum(f => f()));""", "3")]
    [InlineData("""var count = 0; void Next() => count++; Next(); Next(); Action a = Next; a(); x = Say(x, count);""", "3")]
    [InlineData("""Func<int, int>? f = null; f = n => n <= 1 ? 1 : n * f!(n - 1); x = Say(x, f(5));""", "120")]
    [InlineData("""int Outer(int n) { int Inner(int m) => m + n; return n == 0 ? 0 : Inner(1) + Outer(n - 1); } x = Say(x, Outer(3));""", "9")]
    [InlineData("""T Id<T>(T v) => v; static string Both<A, B>(A a, B b) => $"{a}-{b}"; x = Say(x, Both(Id(1), Id("z")));""", "1-z")]
    [InlineData("""Layer l = (y, name) => y.Conv2d(name, 3, 1); l = Say; x = l(x, "m"); Layer?[] ls = [l, null]; x = ls[1]?.Invoke(x, "n") ?? x.Relu();""", "m | m.relu")]
    [InlineData("""Func<string, string> f = string.Concat; Func<int, int, int> max = Math.Max; x = Say(x, f("a") + max(1, 2) + new[] { "p", "q" }.Select(s => s.ToUpperInvariant()).Aggregate(string.Concat));""", "a2PQ")]
    [InlineData("""x = Say(x, new Box<int>(4).Map(v => $"<{v}>").Map(s => s.Length).Value); Box<int>.Made++; Box<string>.Made += 2; x = Say(x, $"{Box<int>.Made}/{Box<string>.Made}");""", "3 | 1/2")]
    [InlineData("""x = x.Twice("t"); x = Say(x, x.Area); x = Say(x, Tensor.Kind()); x = Say(x, new[] { 1, 2 }.Doubled);""", "t.a | t.b | 1024 | tensor | 4")]
    [InlineData("""var add = (int a, int b = 10) => a + b; x = Say(x, add(1) + add(1, 1));""", "13")]
    [InlineData("""Func<int, Func<int, int>> curry = a => b => a * b; x = Say(x, curry(3)(4));""", "12")]
    [InlineData("""Func<(string Name, int N), string> f = t => t.Name + t.N; x = Say(x, f(("a", 1)));""", "a1")]
    [InlineData("""Action<string> say = s => x = Say(x, s); say("one"); new List<string> { "two", "three" }.ForEach(say);""", "one | two | three")]
    public void Calls(string statements, string layers) =>
        Assert.Equal(layers, GraphText.Layers(Differential.Check(Harness.Net(statements, Others))));
}
