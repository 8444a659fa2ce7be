using CompiledNets.Operators;

namespace CompiledNets.Tests;

public class GraphTraceTests
{
    [Fact]
    public void OneInputAndOutput_AreRecorded()
    {
        var graph = Graph.Trace(x => x.Relu().Flatten(), new TensorShape(1, 2, 3, 4));
        Assert.Equal(["input", "relu", "input.flatten"], graph.Nodes.Select(node => node.Name));
        Assert.Equal([new GraphOutput("output", 2)], graph.Outputs);
        Assert.Equal(new TensorShape(1, 24), graph.Nodes[2].Shape);
    }

    [Fact]
    public void SeveralInputsAndOutputs_KeepTheirNames()
    {
        var graph = Graph.Trace(
            x => [("sum", x[0] + x[1]), ("same", x[0])],
            ("left", new TensorShape(1, 2, 3, 4)), ("right", new TensorShape(1, 2, 1, 1)));
        Assert.Equal(["left", "right"], graph.Inputs.Select(node => ((Input)node.Operator).Name));
        Assert.Equal([new GraphOutput("sum", 2), new GraphOutput("same", 0)], graph.Outputs);
    }

    [Fact]
    public void TheSameDeclaration_GivesAnEqualGraph() =>
        Assert.Equal(
            Graph.Trace(x => x.Conv2d("conv", 4, 3), new TensorShape(1, 2, 5, 5)),
            Graph.Trace(x => x.Conv2d("conv", 4, 3), new TensorShape(1, 2, 5, 5)));

    [Fact]
    public void AShapeError_IsThrownWhereTheOperatorStands()
    {
        var exception = Assert.Throws<ShapeException>(() => Graph.Trace(x => x.Conv2d("stem", 4, 9), new TensorShape(1, 2, 5, 5)));
        Assert.Contains("'stem'", exception.Message);
    }
}
