using CompiledNets.Generator.Passes;
using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Passes;

public class FuseElementwiseTests
{
    private static readonly Dictionary<string, (Func<Tensor, Tensor> Forward, string Fused)> cases = new()
    {
        ["an activation joins the convolution"] = (x => x.Conv2d("c", 4, 3).Relu(), "Conv2d(0) 3×3, Relu | -> 1"),
        ["chains join, too"] = (
            x => x.Conv2d("c", 4, 3).BatchNorm2d("n").Sigmoid() * 2 + 1,
            "Conv2d(0) 3×3, BatchNorm, Sigmoid, × 2 + 0, × 1 + 1 | -> 1"),
        ["pools carry"] = (x => x.MaxPool2d(2).Relu(), "MaxPool2d(0) 2×2, stride 2×2, Relu | -> 1"),
        ["linear layers carry"] = (x => x.Flatten().Linear("l", 4).Relu(), "Flatten(0) | Linear(1) Relu | -> 2"),
        ["what no kernel computes is a kernel of its own"] = (x => x.Softmax().Relu(), "Softmax(0) dim 1 | Elementwise(1) Relu | -> 2"),
        ["a chain without a carrier is one kernel"] = (x => x.Relu().Sigmoid() + 1, "Elementwise(0) Relu, Sigmoid, × 1 + 1 | -> 1"),
        ["a convolution that is read twice is not fused"] = (
            x =>
            {
                var y = x.Conv2d("c", 4, 3);
                return Tensor.Concat(y, y.Relu());
            },
            "Conv2d(0) 3×3 | Elementwise(1) Relu | Concat(1, 2) dim 1 | -> 3"),
        ["a residual joins the convolution"] = (x => x + x.Conv2d("c", 6, 1), "Conv2d(0, 0) 1×1, + tensor | -> 1"),
        ["the later of two convolutions takes the earlier"] = (
            x => x.Conv2d("a", 4, 3).Relu() + x.Conv2d("b", 4, 3),
            "Conv2d(0) 3×3, Relu | Conv2d(0, 1) 3×3, + tensor | -> 2"),
        ["the later one also where it stands first"] = (
            x =>
            {
                var a = x.Conv2d("a", 4, 3);
                return x.Conv2d("b", 4, 3) + a;
            },
            "Conv2d(0) 3×3 | Conv2d(0, 1) 3×3, + tensor | -> 2"),
        ["swish reads its convolution twice"] = (
            x =>
            {
                var y = x.Conv2d("c", 4, 3);
                return y * y.Sigmoid();
            },
            "Conv2d(0) 3×3 | Elementwise(1, 1) Sigmoid, × tensor | -> 2"),
        ["a square is no carrier of itself"] = (x => x * x, "Elementwise(0, 0) × tensor | -> 1"),
        ["a gate joins where its tensor has no other reader"] = (
            x => x.Conv2d("c", 6, 1) * x.AdaptiveAvgPool2d(1),
            "AdaptiveAvgPool2d(0) to 1×1 | Conv2d(0, 1) 1×1, × tensor | -> 2"),
        ["a small carrier does not take a larger tensor"] = (
            x => x.AdaptiveAvgPool2d(1) * x.Softmax(),
            "AdaptiveAvgPool2d(0) to 1×1 | Softmax(0) dim 1 | Elementwise(2, 1) × tensor | -> 3"),
        ["where neither operand has the size, nothing is fused"] = (
            x => (x.AdaptiveAvgPool2d(1) + x.Narrow(1, 0, 1)).Relu(),
            "AdaptiveAvgPool2d(0) to 1×1 | Narrow(0) dim 1, 0 to 1 | Add(1, 2) | Elementwise(3) Relu | -> 4"),
    };

    public static TheoryData<string> Names => [.. cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Fuses(string name) => Assert.Equal(cases[name].Fused, GraphLines.Of(FuseElementwise.Run, cases[name].Forward, 1, 6, 4, 5));

    [Fact]
    public void AConvolutionThatIsAnOutput_IsNotFused()
    {
        var graph = Graph.Trace(
            x =>
            {
                var y = x[0].Conv2d("c", 4, 3);
                return [("before", y), ("after", y.Relu())];
            },
            ("x", new TensorShape(1, 6, 4, 5)));
        Assert.Equal("Conv2d(0) 3×3 | Elementwise(1) Relu | -> 1, 2", GraphLines.Of(FuseElementwise.Run(graph)));
    }

    [Theory]
    [InlineData(1, 6, 4, 5, nameof(Spread.None))]
    [InlineData(1, 6, 1, 1, nameof(Spread.Channel))]
    [InlineData(1, 1, 4, 5, nameof(Spread.Spatial))]
    [InlineData(1, 1, 1, 1, nameof(Spread.Scalar))]
    public void AnOperand_IsSpreadByItsShape(int batch, int channels, int height, int width, string spread)
    {
        var graph = FuseElementwise.Run(Graph.Trace(
            x => [("output", x[1] + x[0].Conv2d("c", 6, 1))], ("a", new TensorShape(1, 6, 4, 5)), ("b", new TensorShape(batch, channels, height, width))));
        var fused = Assert.IsType<Fused>(graph.Nodes[^1].Operator);
        Assert.Equal(new AddStep(1, Enum.Parse<Spread>(spread)), Assert.Single(fused.Epilogue));
    }

    [Theory]
    [InlineData(1, 1, 4, 1)]
    [InlineData(1, 6, 1, 5)]
    [InlineData(1, 6, 4, 1)]
    public void AnOperandOfRowsOrColumns_IsLeftToTheLowering(int batch, int channels, int height, int width)
    {
        var graph = FuseElementwise.Run(Graph.Trace(
            x => [("output", x[1] * x[0].Conv2d("c", 6, 1))], ("a", new TensorShape(1, 6, 4, 5)), ("b", new TensorShape(batch, channels, height, width))));
        Assert.IsType<Operators.Multiply>(graph.Nodes[^1].Operator);
    }
}
