using CompiledNets.Generator.Passes;
using CompiledNets.Generator.Tests.Testing;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Tests.Passes;

public class FoldBatchNormTests
{
    [Fact]
    public void AfterAConvolution_IsFolded() =>
        Assert.Equal("Conv2d(0) 3×3, BatchNorm folded | -> 1", Fold(x => x.Conv2d("c", 4, 3).BatchNorm2d("n")));

    [Fact]
    public void AfterALinearLayer_IsFolded() =>
        Assert.Equal("Flatten(0) | Linear(1) BatchNorm folded | -> 2", Fold(x => x.Flatten().Linear("l", 4).BatchNorm2d("n")));

    [Fact]
    public void TwoInARow_AreFoldedInTheirOrder()
    {
        var graph = FoldBatchNorm.Run(Graph.Trace(x => x.Conv2d("c", 4, 3).BatchNorm2d("n").BatchNorm2d("m", 0.1), new TensorShape(1, 6, 4, 5)));
        var fused = Assert.IsType<Fused>(graph.Nodes[1].Operator);
        Assert.Equal([new BatchNorm2d("n", 1e-5), new BatchNorm2d("m", 0.1)], fused.Norms);
        Assert.Equal("c", graph.Nodes[1].Name);
    }

    [Fact]
    public void AConvolutionThatIsReadTwice_StaysAsItIs() => Assert.Equal(
        "Conv2d(0) 3×3 | BatchNorm2d(1) | Add(1, 2) | -> 3",
        Fold(x =>
        {
            var y = x.Conv2d("c", 4, 3);
            return y + y.BatchNorm2d("n");
        }));

    [Fact]
    public void AConvolutionThatIsAnOutput_StaysAsItIs()
    {
        var graph = Graph.Trace(
            x =>
            {
                var y = x[0].Conv2d("c", 4, 3);
                return [("before", y), ("after", y.BatchNorm2d("n"))];
            },
            ("x", new TensorShape(1, 6, 4, 5)));
        Assert.Equal(graph, FoldBatchNorm.Run(graph));
    }

    [Fact]
    public void BehindAnActivation_Stays() =>
        Assert.Equal("Conv2d(0) 3×3 | Relu(1) | BatchNorm2d(2) | -> 3", Fold(x => x.Conv2d("c", 4, 3).Relu().BatchNorm2d("n")));

    [Fact]
    public void BehindAPool_Stays() =>
        Assert.Equal("MaxPool2d(0) 2×2, stride 2×2 | BatchNorm2d(1) | -> 2", Fold(x => x.MaxPool2d(2).BatchNorm2d("n")));

    private static string Fold(Func<Tensor, Tensor> forward) => GraphLines.Of(FoldBatchNorm.Run, forward, 1, 6, 4, 5);
}
