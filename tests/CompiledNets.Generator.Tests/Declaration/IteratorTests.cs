namespace CompiledNets.Generator.Tests.Declaration;

/// <summary>Iterator methods: their body runs when, and as far as, elements are asked for.</summary>
public class IteratorTests
{
    private const string Others =
        """
        static class Sequences
        {
            public static IEnumerable<int> Squares() { for (var i = 0; ; i++) yield return i * i; }
            public static IEnumerable<int> Walk(Node? node)
            {
                if (node is null) yield break;
                foreach (var n in Walk(node.Left)) yield return n;
                yield return node.Value;
                foreach (var n in Walk(node.Right)) yield return n;
            }
            public static IEnumerable<string> Log(List<string> log)
            {
                using var closer = new Closer(log);
                try
                {
                    log.Add("start");
                    do
                    {
                        switch (log.Count) { case 1: yield return "one"; break; case 2: yield return "two"; continue; default: yield break; }
                        log.Add("next");
                    }
                    while (log.Count < 9);
                }
                finally
                {
                    log.Add("finally");
                }
            }
            public static IEnumerator<T> Two<T>(T a, T b) { yield return a; yield return b; }
        }
        sealed class Closer(List<string> log) : IDisposable { public void Dispose() => log.Add("closed"); }
        sealed record Node(int Value, Node? Left = null, Node? Right = null);
        """;

    [Theory]
    [InlineData("""IEnumerable<Tensor> Paths() { for (var i = 0; i < 3; i++) yield return x.Conv2d($"p{i}", 3, 1); } x = Paths().Aggregate((a, b) => a + b);""", "p0 | p1 | p0.add | p2 | p0.add_2")]
    [InlineData("""foreach (var n in Sequences.Squares()) { if (n > 4) break; x = Say(x, n); }""", "0 | 1 | 4")]
    [InlineData("""x = Say(x, Sequences.Squares().Skip(2).Take(3).Sum());""", "29")]
    [InlineData("""x = Say(x, string.Concat(Sequences.Walk(new(2, new(1), new(4, new(3))))));""", "1234")]
    [InlineData("""var log = new List<string>(); foreach (var s in Sequences.Log(log)) { x = Say(x, s); if (s == "two") break; } x = Say(x, string.Join("-", log));""", "one | two | start-next-finally-closed")]
    [InlineData("""var log = new List<string>(); var all = Sequences.Log(log); log.Add("a"); log.Add("b"); x = Say(x, all.Count() + string.Join("-", log));""", "0a-b-start-finally-closed")]
    [InlineData("""var twice = Sequences.Squares().Take(2).Concat(Sequences.Squares().Take(2)); x = Say(x, twice.Sum() + twice.Count());""", "6")]
    [InlineData("""var e = Sequences.Two("a", "b"); while (e.MoveNext()) x = Say(x, e.Current);""", "a | b")]
    [InlineData("""IEnumerable<int> Up(int n) { while (n < 3) yield return n++; } var up = Up(1); x = Say(x, up.Sum() * 10 + up.Sum());""", "33")]
    [InlineData("""IEnumerable<string> Names(bool all) { if (all) { yield return "p"; yield return "q"; } else yield return "r"; } foreach (var n in Names(true).Zip(Names(false))) x = Say(x, n);""", "(p, r)")]
    public void RunOnDemand(string statements, string layers) =>
        Assert.Equal(layers, GraphText.Layers(Differential.Check(Harness.Net(statements, Others))));
}
