using CompiledNets.Generator.Passes;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Tests.Passes;

public class MergePathsTests
{
    private const int Paths = 4;
    private const int Width = 3;

    private static readonly TensorShape Shape = new(1, 10, 7, 5);

    // The block of ResNeXt's figure 3c.
    private static readonly Graph Grouped = Graph.Trace(
        x =>
        {
            var y = x.Conv2d("conv1", Paths * Width, 1).BatchNorm2d("bn1").Relu();
            y = y.Conv2d("conv2", Paths * Width, 3, padding: 1, groups: Paths, bias: false).BatchNorm2d("bn2").Relu();
            return (y.Conv2d("conv3", 10, 1, bias: false).BatchNorm2d("bn3") + x).Relu();
        },
        Shape);

    [Fact]
    public void PathsThatAreSummed_BecomeTheGroupedConvolution() => Assert.Equal(Grouped, Merge(x =>
    {
        var sum = Last(0);
        for (var path = 1; path < Paths; path++) sum += Last(path);
        return (sum.BatchNorm2d("bn3") + x).Relu();

        Tensor Last(int path) => Path(x, path).Conv2d("conv3", 10, 1, bias: false, part: ParameterPart.Inputs(path * Width, Paths * Width));
    }));

    [Fact]
    public void PathsThatAreConcatenated_BecomeTheGroupedConvolution() => Assert.Equal(Grouped, Merge(x =>
    {
        var paths = Tensor.Concat([.. Enumerable.Range(0, Paths).Select(path => Path(x, path))]);
        return (paths.Conv2d("conv3", 10, 1, bias: false).BatchNorm2d("bn3") + x).Relu();
    }));

    [Fact]
    public void PartsOverSlices_BecomeAGroupedConvolution() => Assert.Equal(
        Graph.Trace(x => x.Conv2d("conv", 6, 3, groups: 2), Shape),
        Merge(x => Tensor.Concat([.. x.Chunk(2).Select((slice, i) => slice.Conv2d("conv", 3, 3, part: ParameterPart.Outputs(3 * i, 6)))])));

    [Fact]
    public void PartsInAnotherOrder_AreSlicesOfTheWhole()
    {
        var graph = Merge(x => Tensor.Concat(Part(x, 4), Part(x, 0)));
        Assert.Equal(["Input", "Conv2d", "Narrow", "Narrow", "Concat"], Kinds(graph));
        Assert.Equal([4, 0], graph.Nodes[4].Inputs.Select(input => ((Narrow)graph.Nodes[input].Operator).Start));

        static Tensor Part(Tensor x, int start) => x.Conv2d("conv", 4, 3, part: ParameterPart.Outputs(start, 8));
    }

    [Fact]
    public void PathsThatPartAgain_StayApartFromThere()
    {
        var graph = Merge(x => Tensor.Concat(Part(x, 0).Relu(), Part(x, 4).Sigmoid()));
        Assert.Equal(["Input", "Conv2d", "Narrow", "Narrow", "Relu", "Sigmoid", "Concat"], Kinds(graph));

        static Tensor Part(Tensor x, int start) => x.Conv2d("conv", 4, 3, part: ParameterPart.Outputs(start, 8));
    }

    [Fact]
    public void PartsThatAreNotAll_StayAsTheyAre()
    {
        Func<Tensor, Tensor> forward = x =>
            x.Conv2d("conv", 4, 3, part: ParameterPart.Outputs(0, 9)) + x.Conv2d("conv", 4, 3, part: ParameterPart.Outputs(4, 9));
        Assert.Equal(Graph.Trace(forward, Shape), Merge(forward));
    }

    private static Tensor Path(Tensor x, int path)
    {
        var part = ParameterPart.Outputs(path * Width, Paths * Width);
        x = x.Conv2d("conv1", Width, 1, part: part).BatchNorm2d("bn1", part: part).Relu();
        return x.Conv2d("conv2", Width, 3, padding: 1, bias: false, part: part).BatchNorm2d("bn2", part: part).Relu();
    }

    private static Graph Merge(Func<Tensor, Tensor> forward) => MergePaths.Run(Graph.Trace(forward, Shape));

    private static IEnumerable<string> Kinds(Graph graph) => graph.Nodes.Select(node => node.Operator.Kind);
}
