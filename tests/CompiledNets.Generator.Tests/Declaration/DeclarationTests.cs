using System.Globalization;

namespace CompiledNets.Generator.Tests.Declaration;

/// <summary>Whole declarations: what is known of the class, its inputs and its outputs.</summary>
public class DeclarationTests
{
    [Fact]
    public void ARealisticDeclarationGivesTheGraphThatRunningItGives()
    {
        var graph = Differential.Check(Samples.PlateReader);

        Assert.Equal(["image", "mask"], graph.Inputs.Select(input => input.Name));
        Assert.Equal("2×1×8×32", graph.Inputs.Last().Shape.ToString());
        Assert.Equal(["Letters", "IsPlate"], graph.Outputs.Select(output => output.Name));
        Assert.Contains(graph.Nodes, node => node.Name == "block2.conv1" && node.Shape.ToString() == "1×96×4×32");
        Assert.Equal(["letters.0", "letters.1", "letters.2", "plate"], graph.Nodes.Where(node => node.Operator is Operators.Linear).Select(node => node.Name));
    }

    [Fact]
    public void ResNet50HasTheParametersAndMultiplyAddsOfTorchvision()
    {
        var graph = Differential.Check(Samples.ResNet);
        Assert.Equal(25_557_032, graph.ParameterCount);
        Assert.Equal(4_089_184_256, graph.MultiplyAdds);
    }

    [Fact]
    public void TheClassIsDescribedWithoutSymbols()
    {
        var net = Harness.Read(Harness.Compile(Samples.PlateReader)).Declaration!;
        Assert.Equal("Plates", net.Namespace);
        Assert.Equal("class App", Assert.Single(net.ContainingTypes) is var outer ? $"{outer.Keyword} {outer.Name}" : "");
        Assert.Equal(("PlateReader", "internal", "Plates.App.PlateReader"), (net.ClassName, net.Accessibility, net.HintName));
    }

    [Fact]
    public void EqualSourcesGiveEqualDeclarations() => Assert.Equal(
        Harness.Read(Harness.Compile(Samples.PlateReader)).Declaration, Harness.Read(Harness.Compile(Samples.PlateReader)).Declaration);

    [Fact]
    public void ADifferentNumberGivesADifferentDeclaration() => Assert.NotEqual(
        Harness.Read(Harness.Compile(Samples.ResNet)).Declaration,
        Harness.Read(Harness.Compile(Samples.ResNet.Replace("1000", "10"))).Declaration);

    [Fact]
    public void APartialForwardHasTheShapesOfOnePartAndTheBodyOfTheOther() => Assert.Equal("a:8", GraphText.Layers(Differential.Check(
        "[CompiledNet] partial class Net { private static partial Tensor Forward([Shape(3, 8, 8)] Tensor x); }",
        "partial class Net { private static partial Tensor Forward(Tensor image) => Wide<int>(image); private static partial Tensor Wide<T>(Tensor x); private static partial Tensor Wide<U>(Tensor y) => y.Conv2d(\"a\", 8 + default(U)!.ToString()!.Length - 1, 1); }")));

    [Theory]
    [InlineData("(Tensor, Tensor last) Forward([Shape(3, 8, 8)] Tensor x) => (x, x.Relu())", "output1, last")]
    [InlineData("Tensor Forward([Shape(3, 8, 8)] Tensor x) => x.Relu()", "output")]
    [InlineData("Tensor Forward([Shape(3, 8, 8)] Tensor x) => x", "output")]
    public void OutputsAreNamedAfterTheTuple(string forward, string names)
    {
        var graph = Differential.Check($"[CompiledNet] partial class Net {{ static {forward}; }}");
        Assert.Equal(names, string.Join(", ", graph.Outputs.Select(output => output.Name)));
    }

    [Theory]
    [InlineData("sv-SE")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    [InlineData("fa-IR")]
    public void TheCultureOfTheCompilerDoesNotMatter(string culture)
    {
        const string statements =
            """
            x = Say(x, $"{-1.5}|{-x.Channels}|{1234567.25:N2}|{0.5:P0}");
            x = Say(x, (-1.5).ToString() + -7 + double.Parse("-2.5") + int.Parse("-3") + "i".ToUpper());
            x = Say(x, new[] { "z", "ä", "a" }.Order().First() + string.Format("{0:F1}", -0.25) + Convert.ToString(-4.5));
            x = x.LeakyRelu(-0.5) * -0.25;
            """;
        var before = CultureInfo.CurrentCulture;
        try
        {
            var hostile = (CultureInfo)CultureInfo.GetCultureInfo(culture).Clone();
            hostile.NumberFormat.NegativeSign = "\u2212";
            hostile.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = hostile;
            var graph = Differential.Check(Harness.Net(statements));
            Assert.StartsWith("-1.5|-3|1,234,567.25|50 % | -1.5-7-2.5-3I", GraphText.Layers(graph), StringComparison.Ordinal);
            Assert.Same(hostile, CultureInfo.CurrentCulture);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void CancellationStopsAnEndlessDeclaration()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var compilation = Harness.Compile(Harness.Net("while (true) { }"));
        Assert.ThrowsAny<OperationCanceledException>(() => Harness.NewDriver().RunGenerators(compilation, source.Token));
    }

    [Fact]
    public void TheCallersStackIsNotExhausted()
    {
        var compilation = Harness.Compile(Harness.Net(
            "int Deep(int n) => n == 0 ? 0 : new[] { n }.Select(m => (Func<int>)(() => Deep(m - 1) + 1)).Select(f => f()).Sum(); x = Say(x, Deep(1000));"));
        string? id = null;
        var thread = new Thread(() => id = Harness.Read(compilation).Diagnostics.Single().Descriptor.Id, 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal("CN0014", id);
    }
}
