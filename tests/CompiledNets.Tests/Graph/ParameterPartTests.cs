namespace CompiledNets.Tests;

public class ParameterPartTests
{
    private static readonly TensorShape Shape = new(1, 6, 5, 4);

    private static readonly WeightSource Weights = new RandomWeights(seed: 1);

    [Fact]
    public void PartsOfTheOutputs_GiveTheStoredLayersChannels()
    {
        AssertSame(
            x => x.Conv2d("conv", 8, 3).BatchNorm2d("norm"),
            x => Tensor.Concat(Part(x, 0, 3), Part(x, 3, 5)));

        static Tensor Part(Tensor x, int start, int length)
        {
            var part = ParameterPart.Outputs(start, 8);
            return x.Conv2d("conv", length, 3, part: part).BatchNorm2d("norm", part: part);
        }
    }

    [Fact]
    public void PartsOfTheInputs_AddUpToTheStoredLayer() => AssertSame(
        x => x.Conv2d("conv", 8, 3, bias: false),
        x => x[.., ..2].Conv2d("conv", 8, 3, bias: false, part: ParameterPart.Inputs(0, 6))
            + x[.., 2..].Conv2d("conv", 8, 3, bias: false, part: ParameterPart.Inputs(2, 6)));

    [Fact]
    public void PartsOfAGroupedLayer_AreItsGroups() => AssertSame(
        x => x.Conv2d("conv", 4, 3, groups: 2),
        x => Tensor.Concat(
            x[.., ..3].Conv2d("conv", 2, 3, part: ParameterPart.Outputs(0, 4)),
            x[.., 3..].Conv2d("conv", 2, 3, part: ParameterPart.Outputs(2, 4))));

    [Fact]
    public void AGraph_HasTheStoredTensors()
    {
        var graph = Graph.Trace(
            x => x.Conv2d("conv", 3, 1, part: ParameterPart.Outputs(0, 8)) + x.Conv2d("conv", 3, 1, part: ParameterPart.Outputs(3, 8)), Shape);
        Assert.Equal([("conv.weight", new TensorShape(8, 6, 1, 1)), ("conv.bias", new TensorShape(8))], graph.Parameters.Select(p => (p.Key, p.Shape)));
        Assert.Equal(8 * 6 + 8, graph.ParameterCount);
        Assert.Equal(2 * 3 * 6 * 20, graph.MultiplyAdds);
        Assert.Equal("1×1, outputs 3 to 6 of 8", graph.Nodes[2].Operator.Describe());
    }

    [Fact]
    public void APartBeyondTheStoredLayer_IsRefused()
    {
        var exception = Assert.Throws<ShapeException>(() => Graph.Trace(x => x.Conv2d("conv", 3, 1, part: ParameterPart.Outputs(6, 8)), Shape));
        Assert.Equal("Conv2d 'conv': outputs 6 to 9 of 8: the part must lie within the stored tensor", exception.Message);
    }

    [Fact]
    public void APartOfTheInputs_HasNoBias()
    {
        var exception = Assert.Throws<ShapeException>(() => Graph.Trace(x => x.Conv2d("conv", 3, 1, part: ParameterPart.Inputs(0, 8)), Shape));
        Assert.Contains("pass bias: false", exception.Message);
    }

    private static void AssertSame(Func<Tensor, Tensor> whole, Func<Tensor, Tensor> parts)
    {
        var input = EagerCase.Random("x", Shape);
        Assert.Equal(Graph.Trace(whole, Shape).Parameters, Graph.Trace(parts, Shape).Parameters);
        EagerCase.AssertClose(Eager.Run(whole, Weights, Shape, input).ToArray(), Eager.Run(parts, Weights, Shape, input).ToArray());
    }
}
