namespace CompiledNets.Generator.Tests.Declaration;

/// <summary>
/// A corpus of C# as it is written in declarations, each line a body of Forward. Nothing is expected but that evaluating it gives
/// what running it gives; append what turns out to be wrong.
/// </summary>
public class CorpusTests
{
    private const string Others =
        """
        namespace Lib { public static class Zoo { public static Tensor Forward(Tensor x, double width = 1, params (string, int)[] cfg) { foreach (var (n, c) in cfg) x = x.Conv2d(n, (int)(c * width), 1); return x; } } }
        public abstract class Module { public abstract Tensor Call(Tensor x); public static implicit operator Func<Tensor, Tensor>(Module m) => m.Call; }
        public class Seq(params Module[] ms) : Module, IEnumerable<Module> { readonly List<Module> all = [.. ms]; public void Add(Module m) => all.Add(m); public override Tensor Call(Tensor x) => all.Aggregate(x, (y, m) => m.Call(y)); public IEnumerator<Module> GetEnumerator() => all.GetEnumerator(); System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }
        public class ConvM(string n, int c) : Module { public override Tensor Call(Tensor x) => x.Conv2d(n, c, 1); }
        public record Cfg { public int[] Depths { get; init; } = [1, 2]; public string Name { get; set; } = "c"; public Cfg() { } public Cfg(string n) : this() { Name = n; } public virtual int Total() => Depths.Sum(); }
        public sealed record Big : Cfg { public override int Total() => base.Total() * 10; protected override bool PrintMembers(StringBuilder b) { b.Append("big"); return true; } }
        public interface IShape { double Area(); static IShape Make() => new Sq(2); }
        public struct Sq(double s) : IShape { public double Area() => s * s; public static Sq operator *(Sq a, double k) => new(a.S * k); public double S => s; public static bool operator true(Sq a) => a.S > 0; public static bool operator false(Sq a) => a.S <= 0; }
        public class Cmp : IComparer<string> { public int Compare(string? a, string? b) => b!.CompareTo(a); }
        public class EqCmp : IEqualityComparer<int> { public bool Equals(int a, int b) => a % 3 == b % 3; public int GetHashCode(int a) => a % 3; }
        public static class G<T> { public static readonly List<T> Items = new(); public static int Count = 5; }
        public class Outer { public class Inner { public int V = 3; } public Inner I = new(); public int[] A = [1, 2]; public (int X, int Y) P = (1, 2); public static Outer operator ++(Outer o) { o.A[0]++; return o; } }
        public class Lazy2 { int? cache; public int Value => cache ??= Compute(); int Compute() { Calls++; return 7; } public int Calls; }
        [Flags] public enum F : byte { None = 0, A = 1, B = 2, All = A | B }
        public class Base2 { public virtual string N => "base"; public string Show() => N; } public class Mid2 : Base2 { public override string N => "mid" + base.N; } public class Top2 : Mid2 { public new string N => "new"; }
        public class Holder { public required int A; public int B { get; private set; } public Holder SetB(int b) { B = b; return this; } }
        public class GenB<T> where T : Module, new() { public T Make() => new T(); } public class M0 : Module { public override Tensor Call(Tensor x) => x.Relu(); }
        
        """;

    private const string Corpus =
        """
        x = Lib.Zoo.Forward(x, 0.5, ("a", 8), ("b", 6)); x = Lib.Zoo.Forward(x, width: 2, cfg: [("c", 4)]);
        Func<Tensor, Tensor> f = new ConvM("m", 3); x = f(x); x = new Seq { new ConvM("a", 4), new ConvM("b", 3) }.Call(x); x = Say(x, new Seq(new ConvM("a", 4)).Count());
        foreach (var m in new Seq(new ConvM("q", 3), new ConvM("r", 3)).Reverse()) x = m.Call(x);
        IShape s = new Sq(3); x = Say(x, s.Area() + IShape.Make().Area() + (new Sq(1) * 4).Area());
        G<int>.Items.Add(3); G<string>.Count++; x = Say(x, G<int>.Items.Count + G<string>.Items.Count + G<int>.Count + G<string>.Count);
        var o = new Outer(); o.I.V += 2; o.A[1] *= 5; o.P.X = 9; o.P = (o.P.Y, o.P.X); o++; x = Say(x, $"{o.I.V} {o.A[0]} {o.A[1]} {o.P}");
        var l = new Lazy2(); x = Say(x, l.Value + l.Value + l.Calls); x = Say(x, new Holder { A = 2 }.SetB(5).B); x = new GenB<M0>().Make().Call(x);
        var q = from s in new[] { "a", "b" } join t in new[] { "a", "c" } on s equals t select s; x = Say(x, q.Single()); var g = from n in Enumerable.Range(0, 6) group n by n % 2 into p select $"{p.Key}:{p.Sum()}"; x = Say(x, string.Join(" ", g));
        int i = 0; int[] a = [0, 0, 0]; a[i++] = i; a[i++] = i++; x = Say(x, $"{i}{string.Join("", a)}");
        (int a, int b)[] ts = [(1, 2), (3, 4)]; ts[0].a = 7; ts[1] = (5, 6); x = Say(x, string.Join(";", ts));
        var dict = new Dictionary<string, List<int>>(); if (!dict.TryGetValue("k", out var lst)) dict["k"] = lst = []; lst.Add(1); dict["k"].Add(2); x = Say(x, dict["k"].Count);
        try { try { throw new ArgumentNullException("par"); } finally { x = Say(x, "f"); } } catch (ArgumentException ex) when (ex.ParamName == "par") { x = Say(x, "c"); }
        try { x.Linear("l", 2); } catch (ShapeException ex) { x = Say(x, ex.Message.Length > 10); } try { int.Parse("x"); } catch (FormatException) { x = Say(x, "fmt"); }
        int? ni = 5; int? nn = null; x = Say(x, $"{ni + nn} {ni > nn} {ni == 5} {nn.HasValue} {(ni ?? 0) + (nn ?? 1)} {ni * 2}"); bool? nb = null; x = Say(x, $"{nb | true} {nb & true} {nb == null}");
        Action a1 = () => x = Say(x, "one"); a1 += () => x = Say(x, "two"); a1();
        int cnt = 0; int Inc() => ++cnt; var pair = (Inc(), Inc()); x = Say(x, $"{pair} {Inc() + Inc() * Inc()}");
        foreach (var (k, (a, b)) in new Dictionary<string, (int, int)> { ["z"] = (1, 2) }) x = Say(x, k + a + b); foreach (var kv in new Dictionary<int, string> { [1] = "o" }) x = Say(x, kv.Key + kv.Value + kv);
        x = Say(x, new Cfg("z") { Depths = [4, 5] }.Total() + new Big().Total()); x = Say(x, new Big().ToString());
        x = Say(x, string.Join(",", new[] { "a", "c", "b" }.OrderBy(q => q, new Cmp())));
        x = Say(x, new[] { 1, 4, 2 }.Distinct(new EqCmp()).Count());
        x = Say(x, $"{F.All} {(F)1 | F.B} {F.A:D} {F.A:X}"); x = Say(x, (byte)F.All + (int)F.B);
        x = Say(x, new Top2().Show() + new Top2().N + ((Base2)new Top2()).N);
        unchecked { long big = int.MaxValue; big++; uint u = uint.MaxValue; u++; x = Say(x, big + u); ulong ul = ulong.MaxValue; x = Say(x, ul); short sh = (short)40000; x = Say(x, sh); }
        nint ni = 5; x = Say(x, ni + 1);
        nuint ni = 5; ni *= 2; x = Say(x, (int)ni); Half hf = (Half)1.5; x = Say(x, (float)hf); Int128 i128 = 5; x = Say(x, i128 * 2);
        var sd = new SortedList<string, int> { ["b"] = 1, ["a"] = 2 }; x = Say(x, string.Join(",", sd.Keys)); var pq = new PriorityQueue<string, int>(); pq.Enqueue("lo", 5); pq.Enqueue("hi", 1); x = Say(x, pq.Dequeue());
        ArgumentOutOfRangeException.ThrowIfNegative(x.Channels); ArgumentNullException.ThrowIfNull(x); System.Diagnostics.Debug.Assert(x.Channels == 3); x = Say(x, "ok");
        x = x.Conv2d("a", 4, kernelSize: (1, 7), padding: (0, 3)).Pad((0, 0, 1, 1)).AvgPool2d(3, stride: 2, ceilMode: true, countIncludePad: false); var sz = x.Shape; x = x.Flatten().Linear("f", sz[1] * sz[-1]);
        x = Say(x, Convert.ToString(5, 2) + Convert.ToInt32('a') + Convert.ToDouble("1.5") + Convert.ToBoolean(1) + Convert.ToByte(3.5)); x = Say(x, byte.Parse("7") + short.MaxValue + (int.TryParse("z", out var bad) ? 1 : bad)); x = Say(x, Enum.Parse<F>("B")); x = Say(x, Enum.IsDefined(F.A)); x = Say(x, Enum.TryParse<F>("A", out var ff) ? ff : F.B);
        x = Say(x, System.Numerics.BitOperations.Log2(32) + int.LeadingZeroCount(1) + int.Max(2, 3) + double.Sqrt(16) + Math.BigMul(3, 4)); x = Say(x, Math.Log(8, 2) + Math.Exp(0) + Math.Cbrt(27) + Math.Log2(8)); x = Say(x, float.IsNaN(float.NaN) && double.IsInfinity(1 / 0.0)); x = Say(x, int.IsPow2(8));
        var lz = new Lazy<int>(() => 4); x = Say(x, lz.Value);
        Range rr = 1..3; Index ii = ^1; var a5 = new[] { 1, 2, 3, 4 }; x = Say(x, a5[rr].Length + a5[ii] + "hello"[rr].Length + rr.Start.Value + ii.Value); x = Say(x, rr); x = Say(x, a5[ii..].Length + a5[..ii].Length + new List<int>(a5)[1..^1].Count);
        checked { var s1 = x.Channels; s1++; s1 -= 100; var neg = -s1; x = Say(x, neg); }
        var ok = true; ok &= x.Channels == 3; ok |= false; ok ^= true; x = Say(x, ok); bool a = x.Channels > 2, b = !a; x = Say(x, a & b | !b);
        float f1 = 1; f1 += 0.1f; f1 *= 3; f1 /= 7; x = Say(x, f1); double d1 = f1; x = Say(x, d1); x = Say(x, (int)f1 + (long)2.9 + (int)-0.5f); x = Say(x, 16777217f + 1); x = Say(x, (float)16777217); x = Say(x, 0.1f * 3); x = Say(x, (double)0.1f);
        int n1 = 10; n1 = n1++ + ++n1; x = Say(x, n1); n1 >>= 1; n1 <<= 3; n1 &= 0xF0; x = Say(x, n1); n1 %= 7; x = Say(x, n1 > 3 ? n1 : -n1);
        string s1 = "a"; s1 += s1 + 'b' + 1; x = Say(x, s1 == "aab1" ? s1[^1] : 'n'); x = Say(x, s1[0] == 'a' && s1 != null && s1 is not null); x = Say(x, 'a' < 'b'); x = Say(x, "b".CompareTo("a") > 0);
        List<int> Rec(int k) => k == 0 ? [] : [.. Rec(k - 1), k]; x = Say(x, string.Join("", Rec(5)));
        Tensor Res(Tensor y, string nm, Func<Tensor, Tensor> body) => body(y) + y; x = Res(x, "r", y => y.Conv2d("r.a", 3, 1)); x = Res(x, "q", y => Res(y, "w", z => z.Conv2d("w.a", 3, 1)));
        var cfg = new List<object> { 64, "M", 128 }; foreach (var c in cfg) x = c switch { int ch => x.Conv2d($"c{ch}", ch, 3, padding: 1), "M" => x.MaxPool2d(2), _ => throw new ArgumentException() };
        var cfg2 = "64,M,128".Split(','); foreach (var (c, i) in cfg2.Select((c, i) => (c, i))) x = c == "M" ? x.MaxPool2d(2, 2) : x.Conv2d($"features.{i}", int.Parse(c), 3, padding: 1).Relu();
        (string, int, int)[] tab = { ("a", 1, 2), ("b", 2, 1) }; var total = 0; foreach (var (nm, _, s) in tab) total += s; x = Say(x, total); var lookup = tab.ToDictionary(t => t.Item1, t => (t.Item2, t.Item3)); x = Say(x, lookup["b"]);
        var chans = new int[] { 4, 8 }; var prev = x; var feats = chans.Select((c, i) => prev = prev.Conv2d($"l{i}", c, 3, stride: 2, padding: 1)).ToArray(); x = Tensor.Concat(feats.Select(f => f.AdaptiveAvgPool2d(1)).ToArray());
        var pyramid = new Stack<Tensor>(); for (var i = 0; i < 2; i++) { x = x.Conv2d($"d{i}", 3, 3, 2, 1); pyramid.Push(x); } while (pyramid.TryPop(out var t)) x = Tensor.Concat([x.AdaptiveAvgPool2d(1), t.AdaptiveAvgPool2d(1)]);
        double Lin(double a, double b, int n, int i) => a + (b - a) * i / (n - 1); x = Say(x, string.Join(",", Enumerable.Range(0, 3).Select(i => Lin(0, 1, 3, i).ToString("F2"))));
        var w = Enumerable.Range(0, 4).Select(i => 24 + 2.49 * i * 24).Select(v => (int)Math.Round(v / 8) * 8).GroupBy(v => v).Select(g => (g.Key, g.Count())).ToList(); x = Say(x, string.Join(" ", w));
        static (int, int) MinMax(IEnumerable<int> v) { var (lo, hi) = (int.MaxValue, int.MinValue); foreach (var q in v) { if (q < lo) lo = q; if (q > hi) hi = q; } return (lo, hi); } var (l2, h2) = MinMax([3, 1, 2]); x = Say(x, l2 * 10 + h2);
        Span<int> buf = new int[3]; buf[1] = 5; buf.Reverse(); x = Say(x, buf.Length + buf[1]); ReadOnlySpan<char> chars = "abc"; x = Say(x, chars.Length); x = Say(x, "abc".AsSpan(1).ToString());
        IReadOnlyDictionary<string, int[]> ro = new Dictionary<string, int[]> { ["a"] = [1, 2] }; x = Say(x, ro["a"].Sum() + ro.Count + ro.Keys.First()); IReadOnlyCollection<int> rc = new List<int> { 1 }; x = Say(x, rc.Count); ICollection<int> ic = new List<int>(); ic.Add(4); x = Say(x, ic.First()); ISet<int> set = new HashSet<int>(); set.Add(2); x = Say(x, set.Contains(2));
        Func<Tensor, string, int, int, Tensor> blk = Blk; static Tensor Blk(Tensor y, string nm, int c, int s = 1) => y.Conv2d(nm, c, 3, s, 1); x = blk(x, "b", 3, 2); var act = x.Relu; x = act(); Func<double, Tensor> lr = x.LeakyRelu; x = lr(0.1);
        for (int i = 0, n = 3; i < n; i++) { int sq = i * i; if (sq == 1) continue; x = Say(x, sq); } int j = 3; while (j --> 0) { if (j == 1) break; x = Say(x, "w" + j); }
        var (q1, q2) = (new Cfg { Name = "a" }, new Cfg("b") { Depths = [1] }); q1 = q1 with { Name = q2.Name }; x = Say(x, q1.Name + q1.Total()); (q1.Name, q2.Name) = ("s", "t"); x = Say(x, q1.Name + q2.Name + (q1 == q2)); var (nm1, nm2) = (q1, q2) is ({ Name: var a }, { Name: var b }) ? (a, b) : default; x = Say(x, nm1 + nm2);
        var grid = new Tensor[2, 2]; for (var i = 0; i < 2; i++) for (var j = 0; j < 2; j++) grid[i, j] = x.Conv2d($"g{i}{j}", 1, 1); x = Tensor.Concat(grid.Cast<Tensor>().ToArray());
        IEnumerable<Tensor> Paths() { for (var i = 0; i < 3; i++) yield return x.Conv2d($"p{i}.a", 2, 1).Conv2d($"p{i}.b", 4, 1); } x = Paths().Aggregate((a, b) => a + b).Relu();
        string Key(params string[] parts) => string.Join('.', parts.Where(p => p.Length > 0)); x = x.Conv2d(Key("a", "", "b"), 3, 1); string Pre(string? p) => p is { Length: > 0 } ? p + "." : ""; x = x.Conv2d(Pre(null) + Pre("z") + "c", 3, 1);
        """;

    public static TheoryData<string> Lines => [.. Corpus.Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    [Theory]
    [MemberData(nameof(Lines))]
    public void EvaluatingGivesWhatRunningGives(string statements) => Differential.Check(Harness.Net(statements, Others));
}
