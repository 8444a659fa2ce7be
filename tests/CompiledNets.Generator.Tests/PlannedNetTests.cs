using CompiledNets.Generator.Declaration;
using CompiledNets.Operators;

namespace CompiledNets.Generator.Tests;

public class PlannedNetTests
{
    [Fact]
    public void AFailureOfThePlanner_IsKeptAndNotThrown()
    {
        var shape = new TensorShape(1, 3, 4, 4);
        var graph = new Graph(
            new[] { new Node("x", new Input("x", shape), [], shape), new Node("unknown", new Unknown(), new[] { 0 }.ToEquatableArray(), shape) }.ToEquatableArray(),
            new[] { new GraphOutput("output", 1) }.ToEquatableArray());
        var planned = PlannedNet.Of(new NetDeclaration("", [], "Net", "public", "Net", [], "Net", graph, new NetOptions(Winograd: true)));
        Assert.Empty(planned.Plans);
        var exception = Assert.Throws<InvalidOperationException>(planned.RequirePlan);
        Assert.Equal(planned.Failure, exception.Message);
        Assert.Contains("Exception", planned.Failure);
    }

    private sealed record Unknown : Operator
    {
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];
    }
}
