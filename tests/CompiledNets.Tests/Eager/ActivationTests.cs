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
}
