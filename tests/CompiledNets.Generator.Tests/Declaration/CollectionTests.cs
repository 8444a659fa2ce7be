namespace CompiledNets.Generator.Tests.Declaration;

/// <summary>Arrays, lists, dictionaries, collection expressions and LINQ.</summary>
public class CollectionTests
{
    private const string Others = "record Stage(string Name, int Channels); enum Size { Small, Large }";

    [Theory]
    [InlineData("Enumerable.Range(1, 4).Select(i => i * i).Where(i => i % 2 == 0).Sum()", "20")]
    [InlineData("string.Join(',', Enumerable.Repeat(\"a\", 2).Concat([\"b\"]).Reverse().Skip(1).Prepend(\"z\").Append(\"y\"))", "z,a,a,y")]
    [InlineData("new[] { 3, 1, 2 }.OrderBy(i => i).ThenByDescending(i => -i).First() + new[] { 3, 1 }.Last() + new[] { 4, 9 }.Max() + new[] { 4, 9 }.Min() + new List<int> { 1, 2 }.Average()", "16.5")]
    [InlineData("new[] { 1, 2, 3 }.Aggregate(10, (a, b) => a + b, r => $\"<{r}>\")", "<16>")]
    [InlineData("string.Join(';', new[] { 1, 2, 3 }.Zip([\"a\", \"b\", \"c\"], (n, s) => s + n).Take(2))", "a1;b2")]
    [InlineData("string.Join(';', new[] { 1, 2 }.Zip(new[] { \"a\", \"b\" }).Select(p => p.Second + p.First))", "a1;b2")]
    [InlineData("string.Join(';', \"abc\".Index().Select(p => $\"{p.Index}{p.Item}\"))", "0a;1b;2c")]
    [InlineData("string.Join(';', Enumerable.Range(0, 5).Chunk(2).Select(c => string.Join(',', c)))", "0,1;2,3;4")]
    [InlineData("string.Join(';', new[] { (1, 2), (3, 4) }.SelectMany(p => new[] { p.Item1, p.Item2 }))", "1;2;3;4")]
    [InlineData("new[] { 1, 2 }.Any(i => i > 1) && new[] { 1, 2 }.All(i => i > 0) && !new int[0].Any() && new[] { 1, 2 }.Contains(2) && new[] { 1, 2 }.SequenceEqual([1, 2])", "True")]
    [InlineData("string.Join(',', (int[])[1, .. new[] { 2, 3 }, .. Enumerable.Range(4, 2), 6])", "1,2,3,4,5,6")]
    [InlineData("string.Join(',', new List<int>(new[] { 5, 6 }) { 7 }.ToArray()[1..])", "6,7")]
    [InlineData("new Dictionary<string, int> { { \"a\", 1 }, { \"b\", 2 } }.TryGetValue(\"b\", out var v) ? v : 0", "2")]
    [InlineData("new Dictionary<string, int> { [\"a\"] = 1 }.GetValueOrDefault(\"q\", 9) + new Dictionary<string, int>().GetValueOrDefault(\"q\")", "9")]
    [InlineData("string.Join(',', new Dictionary<string, int> { [\"a\"] = 1, [\"b\"] = 2 }.Select(p => p.Key + p.Value)) + string.Join(',', new SortedDictionary<int, int> { [2] = 1, [1] = 1 }.Keys)", "a1,b21,2")]
    [InlineData("new[] { \"aa\", \"b\", \"cc\" }.GroupBy(s => s.Length).Select(g => $\"{g.Key}:{g.Count()}\").Aggregate((a, b) => a + \" \" + b)", "2:2 1:1")]
    [InlineData("new[] { \"aa\", \"b\" }.ToDictionary(s => s, s => s.Length)[\"aa\"] + new[] { 1, 1, 2 }.Distinct().Count() + new[] { 1, 2 }.ToHashSet().Count", "6")]
    [InlineData("(from a in new[] { 1, 2 } from b in new[] { 10, 20 } let c = a * b where c > 10 orderby c descending select c).First()", "40")]
    [InlineData("string.Join(',', from s in new[] { new Stage(\"a\", 1), new Stage(\"b\", 2) } where s.Channels > 1 select new { s.Name, N = s.Channels })", "{ Name = b, N = 2 }")]
    [InlineData("new[] { new Stage(\"a\", 1), new Stage(\"b\", 2) }.MaxBy(s => s.Channels)!.Name + new[] { new Stage(\"a\", 1) }.FirstOrDefault(s => s.Channels > 5)?.Name", "b")]
    [InlineData("new[] { Size.Large, Size.Small }.Order().First().ToString() + new[] { Size.Large }.FirstOrDefault(s => s == Size.Small)", "SmallSmall")]
    [InlineData("new Stack<int>([1, 2]).Pop() + new Queue<int>([5, 6]).Dequeue() + new HashSet<int> { 1, 1, 2 }.Count", "9")]
    [InlineData("new List<int> { 3, 4 }.IndexOf(4) + Array.IndexOf(new[] { 3, 4 }, 4) + new List<int> { 1, 2, 3 }.FindAll(i => i > 1).Count + Array.Find(new[] { 5, 6 }, i => i > 5)", "10")]
    [InlineData("new[] { 0.5, 1.25 }.Sum() + new[] { 1f, 2f }.Sum() + new long[] { 1, 2 }.Sum() + new int?[] { 1, null }.Sum()", "8.75")]
    [InlineData("new List<(string Name, int N)> { (\"a\", 1), (\"b\", 2) }.Single(t => t.N == 2).Name", "b")]
    [InlineData("new[] { 1, 2, 3, 4 }.Take(1..3).Sum() + new[] { 1, 2, 3 }.ElementAt(^1) + new[] { 1, 2, 3 }.SkipLast(1).TakeLast(1).First()", "10")]
    [InlineData("new[] { 1, 2, 3, 4 }.TakeWhile(i => i < 3).Count() + new[] { 1, 2, 3, 4 }.SkipWhile(i => i < 3).Sum()", "9")]
    [InlineData("new object[] { 1, \"a\", 2 }.OfType<int>().Sum() + new object[] { 1, 2 }.Cast<int>().Sum()", "6")]
    [InlineData("string.Join(',', new[] { 1, 2 }.Union([2, 3]).Except([1]).Intersect([3, 2]))", "2,3")]
    [InlineData("((IReadOnlyList<int>)[4, 5])[1] + ((IEnumerable<int>)[1, 2]).Count() + ((ReadOnlySpan<int>)[7, 8])[1..][0]", "15")]
    [InlineData("System.Collections.Immutable.ImmutableArray.Create(1, 2)[1] + ((System.Collections.Immutable.ImmutableArray<int>)[3])[0]", "5")]
    [InlineData("new int[2][] { [1], [2, 3] }.Sum(a => a.Length) + new int[2, 3].Length + new int[2, 3].Rank", "11")]
    [InlineData("new[] { 1, 2, 3 }.Reverse().First() + new[] { 1, 5 }.ToList().ConvertAll(i => i + 1)[1]", "9")]
    public void Evaluates(string expression, string value) =>
        Assert.Equal(value, GraphText.Layers(Differential.Check(Harness.Net($"x = Say(x, {expression});", Others))));

    [Theory]
    [InlineData("""var xs = new List<Tensor> { x }; for (var i = 0; i < 2; i++) xs.Add(Tensor.Concat(xs, 1).Conv2d($"d{i}", 3, 1)); x = Tensor.Concat(xs.ToArray());""", "concat | d0 | concat_2:6 | d1 | concat_3:9")]
    [InlineData("""x = Enumerable.Range(0, 3).Aggregate(x, (y, i) => y.Conv2d($"l{i}", 3, 1));""", "l0 | l1 | l2")]
    [InlineData("""x = new[] { 1, 2 }.Select(k => x.Conv2d($"b{k}", 3, 1)).Aggregate((a, b) => a + b);""", "b1 | b2 | b1.add")]
    [InlineData("""foreach (var layer in new Func<Tensor, Tensor>[] { t => t.Relu(), t => t.Conv2d("c", 3, 1) }) x = layer(x);""", "relu | c")]
    [InlineData("""var outs = new Tensor?[2]; outs[0] = x.Relu(); outs[1] ??= x.Sigmoid(); x = Tensor.Concat(outs!);""", "relu | sigmoid | x.concat:6")]
    [InlineData("""var d = new Dictionary<string, Tensor> { ["in"] = x }; d["out"] = d["in"].Relu(); if (d.ContainsKey("out")) x = d["out"];""", "relu")]
    [InlineData("""var (a, b) = x.Conv2d("c", 4, 1).Chunk(2) is [var l, var r] ? (l, r) : throw new InvalidOperationException(); x = Tensor.Concat(b, a);""", "c:4 | c.narrow:2 | c.narrow_2:2 | c.concat:4")]
    [InlineData("""int[] widths = [8, 3]; Span<int> s = widths; s[0] = 4; foreach (ref var w in widths.AsSpan()) w *= 1; foreach (var w in widths) x = x.Conv2d($"w{w}", w, 1);""", "w4:4 | w3")]
    [InlineData("""var m = new int[2, 2]; m[0, 1] = 5; m[1, 0] += m[0, 1]; foreach (var v in m) x = Say(x, v);""", "0 | 5 | 5_2 | 0_2")]
    [InlineData("""var a = new[] { 3, 1, 2 }; Array.Sort(a); Array.Reverse(a); x = Say(x, string.Join(',', a)); Array.Sort(a, (p, q) => p - q); x = Say(x, string.Join(',', a));""", "3,2,1 | 1,2,3")]
    [InlineData("""var l = new List<int> { 1, 2, 3 }; l.RemoveAt(0); l.Insert(0, 9); l.AddRange([4, 5]); l.RemoveAll(i => i == 4); l[1] = 7; l[^1]++; x = Say(x, string.Join(',', l));""", "9,7,3,6")]
    [InlineData("""var it = Enumerable.Range(0, 3).Select(i => { x = Say(x, i); return i; }); x = Say(x, "before"); var sum = it.Sum(); x = Say(x, sum);""", "before | 0 | 1 | 2 | 3")]
    public void Builds(string statements, string layers) =>
        Assert.Equal(layers, GraphText.Layers(Differential.Check(Harness.Net(statements, Others))));
}
