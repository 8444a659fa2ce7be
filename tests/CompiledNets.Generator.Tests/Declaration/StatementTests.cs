namespace CompiledNets.Generator.Tests.Declaration;

/// <summary>Statements: what is executed, in which order, how often.</summary>
public class StatementTests
{
    [Theory]
    [InlineData("""x = x.Conv2d("a", 8, 3, padding: 1).Relu();""", "a:8 | a.relu:8")]
    [InlineData("""for (var i = 0; i < 3; i++) x = Say(x, $"l{i}");""", "l0 | l1 | l2")]
    [InlineData("""for (int i = 0, j = 5; i < j; i += 2, j--) x = Say(x, $"{i},{j}");""", "0,5 | 2,4")]
    [InlineData("""foreach (var c in new[] { 8, 3 }) x = x.Conv2d($"c{c}", c, 1);""", "c8:8 | c3")]
    [InlineData("""foreach (var (name, n) in new[] { ("a", 4), ("b", 3) }) x = x.Conv2d(name, n, 1);""", "a:4 | b")]
    [InlineData("""foreach (char c in "abc") x = Say(x, c.ToString());""", "a | b | c")]
    [InlineData("""foreach (long n in new[] { 1, 2 }) x = Say(x, n + 3_000_000_000L);""", "3000000001 | 3000000002")]
    [InlineData("""var i = 0; while (i < 2) { x = Say(x, i); i++; }""", "0 | 1")]
    [InlineData("""var i = 5; do { x = Say(x, i); } while (++i < 7);""", "5 | 6")]
    [InlineData("""for (var i = 0; ; i++) { if (i == 1) continue; if (i == 3) break; x = Say(x, i); }""", "0 | 2")]
    [InlineData("""for (var i = 0; i < 2; i++) for (var j = 0; ; j++) { if (j > i) break; x = Say(x, $"{i}{j}"); }""", "00 | 10 | 11")]
    [InlineData("""if (x.Channels > 3) x = Say(x, "more"); else if (x.Height == 32) x = Say(x, "same"); else x = Say(x, "less");""", "same")]
    [InlineData("""switch (x.Width) { case 16: x = Say(x, "a"); break; case 32: case 64: x = Say(x, "b"); break; default: x = Say(x, "c"); break; }""", "b")]
    [InlineData("""switch (x.Width) { case > 32: x = Say(x, "a"); break; default: x = Say(x, "c"); break; case int w when w % 2 == 1: x = Say(x, "odd"); break; }""", "c")]
    [InlineData("""foreach (var i in new[] { 0, 1, 2 }) { switch (i) { case 0: continue; case 1: break; default: return x.Relu(); } x = Say(x, i); }""", "1 | 1.relu")]
    [InlineData("""const int n = 4; x = x.Conv2d("a", n * 2, 1);""", "a:8")]
    [InlineData("""int a = 1, b; b = a + 1; { var c = a + b; x = Say(x, c); }""", "3")]
    [InlineData("""var (a, (b, c)) = (1, (2, 3)); (a, b) = (b, a); x = Say(x, $"{a}{b}{c}");""", "213")]
    [InlineData("""int a; (a, var b) = (4, 5); var (_, d) = (1, 2); x = Say(x, a * 100 + b * 10 + d);""", "452")]
    [InlineData("""try { x = Say(x, "try"); } finally { x = Say(x, "finally"); }""", "try | finally")]
    [InlineData("""try { throw new InvalidOperationException("no"); } catch (ArgumentException) { x = Say(x, "wrong"); } catch (InvalidOperationException e) when (e.Message == "no") { x = Say(x, e.Message); }""", "no")]
    [InlineData("""try { _ = new[] { 1 }[x.Channels]; } catch (IndexOutOfRangeException) { x = Say(x, "caught"); }""", "caught")]
    [InlineData("""int Twice(int n) { try { return n; } finally { n = 5; } } x = Say(x, Twice(2));""", "2")]
    [InlineData("""var log = new List<string>(); using (new Closer(log, "a")) { log.Add("in"); } x = Say(x, string.Join("-", log));""", "in-a")]
    [InlineData("""var log = new List<string>(); Work(); x = Say(x, string.Join("-", log)); void Work() { using var a = new Closer(log, "a"); using var b = new Closer(log, "b"); log.Add("in"); }""", "in-b-a")]
    [InlineData("""checked { try { var n = int.MaxValue; n += x.Channels; } catch (OverflowException) { x = Say(x, "over"); } }""", "over")]
    [InlineData("""; { } x = Say(x, "empty"); label: x = Say(x, "labelled");""", "empty | labelled")]
    [InlineData("""foreach (var f in new Func<int>[] { () => 1, () => 2 }) x = Say(x, f());""", "1 | 2")]
    [InlineData("""foreach (var item in new Bag()) x = Say(x, item);""", "10 | 20")]
    [InlineData("""foreach (var (k, v) in new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }) x = Say(x, k + v);""", "a1 | b2")]
    public void Executes(string statements, string layers)
    {
        const string others =
            """
            class Closer(List<string> log, string name) : IDisposable { public void Dispose() => log.Add(name); }
            class Bag { public IEnumerator<int> GetEnumerator() { yield return 10; yield return 20; } }
            """;
        Assert.Equal(layers, GraphText.Layers(Differential.Check(Harness.Net(statements, others))));
    }
}
