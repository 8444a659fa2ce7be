using CompiledNets.Operators;

namespace CompiledNets.Tests;

public class EagerTests
{
    private static readonly TensorShape Shape = new(1, 1, 1, 2);

    private static WeightDictionary Weights => new WeightDictionary().Add("conv.weight", new TensorShape(1, 1, 1, 1), 2);

    [Fact]
    public void OnLayer_SeesEveryOperatorUnderItsName()
    {
        var seen = new List<string>();
        Eager.Run(Twice, Weights, Shape, [-1, 3], (name, tensor) => seen.Add($"{name} {string.Join(",", tensor.ToArray())}"));
        Assert.Equal(["conv -2,6", "conv.relu 0,6", "conv_2 0,12", "conv_2.add 0,18"], seen);
    }

    [Fact]
    public void LayerNames_AreThoseOfTheGraph()
    {
        var seen = new List<string>();
        Eager.Run(Twice, Weights, Shape, [-1, 3], (name, _) => seen.Add(name));
        Assert.Equal(Graph.Trace(Twice, Shape).Nodes.Where(node => node.Operator is not Input).Select(node => node.Name), seen);
    }

    [Fact]
    public void SeveralOutputs_ComeBackAsTheTupleOfTheDeclaration()
    {
        var (relu, doubled) = Eager.Run(x => (Relu: x.Relu(), Doubled: x * 2), new WeightDictionary(), Shape, [-1, 3]);
        Assert.Equal([0, 3], relu.ToArray());
        Assert.Equal([-2, 6], doubled.ToArray());
    }

    [Fact]
    public void SeveralInputs_AreGivenInTheirOrder()
    {
        var sum = Eager.Run(x => x[0] + x[1] * 10, new WeightDictionary(), [("a", Shape, [1, 2]), ("b", Shape, [3, 4])]);
        Assert.Equal([31, 42], sum.ToArray());
    }

    [Fact]
    public void AMethodGroup_IsADeclaration() => Assert.Equal([0, 18], Eager.Run(Twice, Weights, Shape, [-1, 3]).ToArray());

    [Fact]
    public void Debugger_ShowsShapeAndFirstNumbers()
    {
        Eager.Run(
            x =>
            {
                Assert.Equal("1×1×1×2: -1, 0.333333", x.DebuggerText);
                return x;
            },
            new WeightDictionary(), Shape, [-1, 1 / 3f]);
        var nine = new TensorShape(1, 9);
        Assert.EndsWith("6, 7, …", Eager.Run(x => x, new WeightDictionary(), nine, EagerCase.Counted(nine)).DebuggerText);
        Graph.Trace(
            x =>
            {
                Assert.Equal("1×1×1×2", x.DebuggerText);
                return x;
            },
            Shape);
    }

    [Fact]
    public void ToArray_WhileRecording_SaysWhatToDo()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Graph.Trace(x => x.ToArray().Length > 0 ? x : x.Relu(), Shape));
        Assert.Contains("Eager.Run", exception.Message);
    }

    [Fact]
    public void ToArray_IsACopy()
    {
        var tensor = Eager.Run(x => x, new WeightDictionary(), Shape, [1, 2]);
        tensor.ToArray()[0] = 7;
        Assert.Equal([1, 2], tensor.ToArray());
    }

    [Fact]
    public void AnInputOfAnotherLength_IsRefused()
    {
        var exception = Assert.Throws<ArgumentException>(() => Eager.Run(x => x, new WeightDictionary(), Shape, [1]));
        Assert.Contains("input 'input' has 2 elements (1×1×1×2), 1 are given", exception.Message);
    }

    [Fact]
    public void MissingWeights_AreFoundAtTheirLayer()
    {
        var exception = Assert.Throws<WeightException>(() => Eager.Run(Twice, new WeightDictionary(), Shape, [1, 2]));
        Assert.Equal("tensor 'conv.weight' is missing, expected 1×1×1×1", exception.Message);
    }

    [Fact]
    public void WeightsLeftOver_AreFoundAtTheEnd()
    {
        var exception = Assert.Throws<WeightException>(() => Eager.Run(x => x.Relu(), Weights, Shape, [1, 2]));
        Assert.Equal("tensor 'conv.weight' (1×1×1×1) is not used by the network", exception.Message);
    }

    [Fact]
    public void OneNameForTwoShapes_IsRefused() =>
        Assert.Throws<DuplicateLayerException>(() => Eager.Run(
            x => x.Conv2d("conv", 1, 1, bias: false).Conv2d("conv", 2, 1, bias: false), Weights, Shape, [1, 2]));

    [Fact]
    public void ATensorOfAnotherRun_IsRefused()
    {
        var kept = Eager.Run(x => x, new WeightDictionary(), Shape, [1, 2]);
        Assert.Throws<ShapeException>(() => Eager.Run(x => x + kept, new WeightDictionary(), Shape, [1, 2]));
    }

    private static Tensor Twice(Tensor x)
    {
        var first = x.Conv2d("conv", 1, 1, bias: false).Relu();
        return first.Conv2d("conv", 1, 1, bias: false) + first;
    }
}
