namespace CompiledNets.Generator.Tests.Diagnostics;

/// <summary>What goes wrong while the body of Forward is evaluated.</summary>
public class EvaluationDiagnosticsTests
{
    private const string Others =
        """
        class Failure(string message) : Exception(message);
        static class Tools { public static string Path = "weights"; public static extern int Native(); public static async System.Threading.Tasks.Task<int> Later() => await System.Threading.Tasks.Task.FromResult(1); }
        """;

    [Theory]
    // Shapes.
    [InlineData("CN0011", "Conv2d 'a': groups (2) must divide the input's channels (3 of 1×3×32×32)", "x = x.Relu().⟦Conv2d(\"a\", 4, 1, groups: 2)⟧.Relu();")]
    [InlineData("CN0011", "Linear 'fc': expected an input of shape N×F or N×L×F, found 1×3×32×32; flatten it first", "x = x.⟦Linear(\"fc\", 4)⟧;")]
    [InlineData("CN0011", "Linear 'fc': dimension 1 of 1×3×1024 cannot be its features; pass the last", "x = x.Flatten(2).⟦Linear(\"fc\", 4, dim: 1)⟧;")]
    [InlineData("CN0011", "1×3×32×32 and 1×3×15×15 do not broadcast", "x = ⟦x + x.MaxPool2d(3, 2)⟧;")]
    [InlineData("CN0011", "1×3×32×32 and 1×3×15×15 do not broadcast", "⟦x += x.MaxPool2d(3, 2)⟧;")]
    [InlineData("CN0011", "dimension 7 does not exist", "x = x.⟦Softmax(7)⟧;")]
    [InlineData("CN0011", "do not lie within", "x = ⟦x[.., 1..9]⟧;")]
    [InlineData("CN0011", "0×3 is no shape", "var s = ⟦new TensorShape(0, 3)⟧;")]
    [InlineData("CN0011", "larger than the image", "x = new[] { 1, 50 }.Select(k => x.⟦Conv2d(\"k\" + k, 3, k)⟧).Last();")]
    [InlineData("CN0011", "Conv2d: the name of the layer is null; pass the state-dict prefix", "x = x.⟦Conv2d(null!, 3, 1)⟧;")]
    [InlineData("CN0011", "Conv2d 'a': padding must not be negative, found -1", "x = x.⟦Conv2d(\"a\", 3, 3, padding: -1)⟧;")]
    [InlineData("CN0011", "larger than the image", "x = x.⟦Conv2d(\"a\", 3, 3, dilation: 2_000_000_000)⟧;")]
    [InlineData("CN0012", "Conv2d 'a': the layer name is used twice with different shapes: 'a.weight' is 3×3×1×1 in the earlier Conv2d and 4×3×1×1 here", "x = x.Conv2d(\"a\", 3, 1).⟦Conv2d(\"a\", 4, 1)⟧;")]
    // The end.
    [InlineData("CN0013", "after 10,000,000 steps", "var i = 0; ⟦while (true) i++;⟧")]
    [InlineData("CN0013", "check its condition", "var n = 0; ⟦for (var i = 0; i >= 0; i = 1) { foreach (var j in new[] { 1, 2 }) n += j; }⟧")]
    [InlineData("CN0013", "after 20,000 operators", "⟦while (x.Channels < 9) x = x.Relu();⟧")]
    [InlineData("CN0014", "'Again' is nested too deeply (more than 256 calls)", "int Again(int n) => ⟦Again(n + 1)⟧; x = Say(x, Again(0));")]
    [InlineData("CN0014", "'lambda' is nested too deeply", "Func<int, int> f = null!; f = ⟦n => f(n + 1)⟧; x = Say(x, f(0));")]
    // Exceptions.
    [InlineData("CN0015", "ArgumentException: no such width", "if (x.Width == 32) ⟦throw new ArgumentException(\"no such width\");⟧")]
    [InlineData("CN0015", "Failure: my own", "⟦throw new Failure(\"my own\");⟧")]
    [InlineData("CN0015", "InvalidOperationException: none", "string? s = null; x = Say(x, s ?? ⟦throw new InvalidOperationException(\"none\")⟧);")]
    [InlineData("CN0015", "IndexOutOfRangeException: index 3 lies outside of an array of 2 elements", "var a = new[] { 1, 2 }; x = Say(x, ⟦a[x.Channels]⟧);")]
    [InlineData("CN0015", "DivideByZeroException", "var z = 0; x = Say(x, ⟦x.Channels / z⟧);")]
    [InlineData("CN0015", "OverflowException", "x = Say(x, checked(⟦x.Channels * 2_000_000_000⟧));")]
    [InlineData("CN0015", "OverflowException", "x = Say(x, checked(⟦(byte)(x.Channels * 100)⟧));")]
    [InlineData("CN0015", "KeyNotFoundException", "var d = new Dictionary<string, int>(); x = Say(x, ⟦d[\"q\"]⟧);")]
    [InlineData("CN0015", "NullReferenceException: 's' is null", "string s = null!; x = Say(x, s.⟦Length⟧);")]
    [InlineData("CN0015", "NullReferenceException: 'Get()' is null", "Tensor Get() => null!; x = Get().⟦Relu()⟧;")]
    [InlineData("CN0015", "InvalidCastException", "object o = 1; x = Say(x, ⟦(string)o⟧);")]
    [InlineData("CN0015", "InvalidOperationException: Sequence contains no elements", "x = Say(x, new int[0].⟦First()⟧);")]
    [InlineData("CN0015", "no arm of the switch matches '3'", "x = Say(x, ⟦x.Channels switch { 1 => \"a\", 2 => \"b\" }⟧);")]
    [InlineData("CN0015", "a declaration is recorded once, for all inputs, so it cannot depend on what is in a tensor", "if (x.⟦ToArray()⟧[0] > 0) x = x.Relu();")]
    [InlineData("CN0015", "ArgumentOutOfRangeException", "x = Say(x, \"abc\".⟦Substring(5)⟧);")]
    // What a declaration may not call.
    [InlineData("CN0017", "'File.ReadAllText' cannot be called", "x = Say(x, System.IO.File.⟦ReadAllText(\"a\")⟧);")]
    [InlineData("CN0017", "write its result into the declaration, or leave it out", "System.Threading.Thread.⟦Sleep(1)⟧;")]
    [InlineData("CN0017", "'DateTime.Now'", "x = Say(x, DateTime.⟦Now⟧.Year);")]
    [InlineData("CN0017", "'Random.new'", "x = Say(x, ⟦new Random(1)⟧.Next());")]
    [InlineData("CN0017", "'Random.Shared'", "x = Say(x, Random.⟦Shared⟧.Next());")]
    [InlineData("CN0017", "'Console.WriteLine'", "Console.⟦WriteLine(\"a\")⟧;")]
    [InlineData("CN0017", "'Environment.GetEnvironmentVariable'", "x = Say(x, Environment.⟦GetEnvironmentVariable(\"a\")⟧!);")]
    [InlineData("CN0017", "hash codes differ from run to run", "x = Say(x, \"a\".⟦GetHashCode()⟧);")]
    [InlineData("CN0017", "use CultureInfo.InvariantCulture", "x = Say(x, 1.5.ToString(CultureInfo.⟦CurrentCulture⟧));")]
    [InlineData("CN0017", "'Tools.Native' cannot be called", "x = Say(x, Tools.⟦Native()⟧);")]
    // What the evaluator does not know.
    [InlineData("CN0010", "'goto'", "again: if (x.Channels == 3) { x = x.Conv2d(\"a\", 4, 1); ⟦goto again;⟧ }")]
    [InlineData("CN0010", "'lock'", "⟦lock (x) { }⟧")]
    [InlineData("CN0010", "the async method 'Later' cannot be evaluated while the net is compiled; make it synchronous", "var t = Tools.⟦Later()⟧;")]
    [InlineData("CN0010", "a pointer cannot be evaluated while the net is compiled; use an array", "unsafe { var n = 3; int* p = ⟦&n⟧; }")]
    [InlineData("CN0010", "'stackalloc'", "Span<int> s = ⟦stackalloc int[3]⟧;")]
    [InlineData("CN0010", "'GetType'", "x = Say(x, x.⟦GetType()⟧.Name);")]
    [InlineData("CN0010", "the type 'dynamic'", "dynamic d = 1; var list = ⟦new dynamic[1]⟧;")]
    [InlineData("CN0010", "so large an array", "var a = ⟦new int[int.MaxValue]⟧;")]
    // Code that does not compile.
    [InlineData("CN0018", "made by another source generator", "x = ⟦Missing(x)⟧;")]
    public void Reports(string id, string message, string statements) => Marked.Check(id, message, Harness.Net(statements, Others));

    [Fact]
    public void AShapeErrorInAHelperOfAnotherFileIsThereAndTellsTheCallsThatLedToIt()
    {
        const string net =
            """
            [CompiledNet]
            partial class Net
            {
                static Tensor Forward([Shape(3, 8, 8)] Tensor x) => Stem(x.Relu());

                static Tensor Stem(Tensor x) => Blocks.Block(x, "stem");
            }
            """;
        const string helper =
            """
            static class Blocks
            {
                public static Tensor Block(Tensor x, string name) => x.⟦Conv2d($"{name}.0", 4, kernelSize: 9)⟧.Relu();
            }
            """;

        var diagnostic = Marked.Check("CN0011", "Conv2d 'stem.0': a 9×9 kernel", net, helper);

        Assert.EndsWith("(in Forward → Stem → Block)", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(
            ["Block(x, \"stem\")", "Stem(x.Relu())"],
            diagnostic.AdditionalLocations.Select(location => net.Substring(location.SourceSpan.Start, location.SourceSpan.Length)));
        Assert.All(diagnostic.AdditionalLocations, location => Assert.Equal("File1.cs", location.GetLineSpan().Path));
    }

    [Fact]
    public void AnExceptionFilterDoesNotHideALimit()
    {
        var info = Assert.Single(Marked.Of(Harness.Net("try { while (true) { } } catch (Exception) { } finally { x = x.Relu(); }")));
        Assert.Equal("CN0013", info.Descriptor.Id);
    }
}
