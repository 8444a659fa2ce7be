namespace CompiledNets.Tests;

public class ActivationTests
{
    private const float Inf = float.PositiveInfinity;

    [Fact]
    public void Relu_IsZeroBelowZero_AndHandsNaNOn() =>
        Assert.Equal([0, 0, 2, Inf, 0, double.NaN], EagerCase.RunRow(x => x.Relu(), -1, 0, 2, Inf, -Inf, float.NaN));

    [Fact]
    public void Relu6_IsCutAtSix_AndHandsNaNOn() =>
        Assert.Equal([0, 0, 2, 6, 6, 0, double.NaN], EagerCase.RunRow(x => x.Relu6(), -1, 0, 2, 7, Inf, -Inf, float.NaN));

    [Fact]
    public void LeakyRelu_HasItsSlopeBelowZero() =>
        Assert.Equal([-0.5, 0, 2, Inf, -Inf, double.NaN], EagerCase.RunRow(x => x.LeakyRelu(0.25), -2, 0, 2, Inf, -Inf, float.NaN));

    [Fact]
    public void Sigmoid_EndsAtZeroAndOne()
    {
        EagerCase.AssertClose([0.5, 1 / (1 + Math.Exp(1.5)), 1 / (1 + Math.Exp(-2))], EagerCase.RunRow(x => x.Sigmoid(), 0, -1.5f, 2));
        Assert.Equal([1, 0, 1, 0, double.NaN], EagerCase.RunRow(x => x.Sigmoid(), Inf, -Inf, 1000, -1000, float.NaN));
    }

    [Fact]
    public void HardSigmoid_IsLinearBetweenMinusThreeAndThree() =>
        Assert.Equal([0, 0, 0.5, 0.75, 1, 1, double.NaN], EagerCase.RunRow(x => x.HardSigmoid(), -4, -3, 0, 1.5f, 3, Inf, float.NaN));

    // Minus infinity times zero is NaN in PyTorch as well.
    [Fact]
    public void HardSwish_IsTheProductWithHardSigmoid() =>
        Assert.Equal(
            [0, 0, 1.125, 3, Inf, double.NaN, double.NaN],
            EagerCase.RunRow(x => x.HardSwish(), -4, 0, 1.5f, 3, Inf, -Inf, float.NaN));

    [Fact]
    public void Silu_IsTheProductWithSigmoid()
    {
        var silu = EagerCase.RunRow(x => x.Silu(), -2, 0, 2, Inf, float.NaN);
        EagerCase.AssertClose([-2 / (1 + Math.Exp(2)), 0, 2 / (1 + Math.Exp(-2)), Inf, double.NaN], silu);
    }

    // Φ(1), Φ(−3) and Φ(5) from tables of the normal distribution.
    [Fact]
    public void Gelu_IsTheProductWithTheNormalDistribution() =>
        EagerCase.AssertClose(
            [0.84134474606854294858, -3 * 0.0013498980316300945267, 0, 5 * 0.99999971334842812082, Inf, double.NaN],
            EagerCase.RunRow(x => x.Gelu(), 1, -3, 0, 5, Inf, float.NaN));

    [Fact]
    public void Gelu_HasAnApproximationByTanh() =>
        EagerCase.AssertClose(
            [0.5 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * 1.044715)), 0, 2 * 0.5 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (2 + 0.044715 * 8)))],
            EagerCase.RunRow(x => x.Gelu("tanh"), 1, 0, 2));

    [Fact]
    public void Tanh_EndsAtOne() => Assert.Equal([Math.Tanh(0.5), 1, -1, 0], EagerCase.RunRow(x => x.Tanh(), 0.5f, Inf, -Inf, 0));

    [Fact]
    public void PRelu_HasASlopePerChannel_OrOneForAll()
    {
        var shape = new TensorShape(1, 2, 1, 2);
        var perChannel = new WeightDictionary().Add("a.weight", new TensorShape(2), 0.5f, -1);
        Assert.Equal([-1, 2, 3, 4], Eager.Run(x => x.PRelu("a"), perChannel, shape, [-2, 2, -3, 4]).ToArray());
        var single = new WeightDictionary().Add("a.weight", new TensorShape(1), 0.5f);
        Assert.Equal([-1, 2, -1.5, 4], Eager.Run(x => x.PRelu("a", 1), single, shape, [-2, 2, -3, 4]).ToArray());
    }

    [Fact]
    public void LayerScale_MultipliesEachChannel()
    {
        var weights = new WeightDictionary().Add("s", new TensorShape(2, 1, 1), 2, 3);
        Assert.Equal([2, 4, 9, 12], Eager.Run(x => x.LayerScale("s"), weights, new TensorShape(1, 2, 1, 2), [1, 2, 3, 4]).ToArray());
    }
}
