using CompiledNets.Generator.Declaration;
using CompiledNets.Generator.Emission;
using CompiledNets.Generator.Kernels;
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
        var planned = PlannedNet.Of(new NetDeclaration("", [], "Net", "public", "Net", [], "Net", graph, new NetOptions(Winograd: true)), CancellationToken.None);
        Assert.Empty(planned.Plans);
        var exception = Assert.Throws<InvalidOperationException>(planned.RequirePlan);
        Assert.Equal(planned.Failure, exception.Message);
        Assert.Contains("Exception", planned.Failure);
    }

    [Fact]
    public void Cancellation_StopsThePlannerAndTheEmissionOfKernels()
    {
        var graph = Graph.Trace(x => x.Conv2d("c", 8, 3), new TensorShape(1, 3, 8, 8));
        var net = new NetDeclaration("", [], "Net", "public", "Net", [], "Net", graph, new NetOptions(Winograd: true));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => PlannedNet.Of(net, cancelled.Token));
        var plan = PlannedNet.Of(net, CancellationToken.None).RequirePlan();
        Assert.ThrowsAny<OperationCanceledException>(() => NetSource.EmitKernels([plan], InstructionSet.All, checksOverflow: false, cancelled.Token).ToList());
    }

    private sealed record Unknown : Operator
    {
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];
    }
}
