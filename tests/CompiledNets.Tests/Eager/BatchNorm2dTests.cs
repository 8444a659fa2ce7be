namespace CompiledNets.Tests;

public class BatchNorm2dTests
{
    private static readonly WeightDictionary Weights = new WeightDictionary()
        .Add("bn.weight", new TensorShape(2), 3, -1)
        .Add("bn.bias", new TensorShape(2), 0.5f, 0.25f)
        .Add("bn.running_mean", new TensorShape(2), 1, -2)
        .Add("bn.running_var", new TensorShape(2), 3, 8);

    // eps 1 makes the square roots whole: (x − 1) / 2 · 3 + 0.5 and (x + 2) / 3 · −1 + 0.25.
    [Fact]
    public void EachChannel_IsNormalizedByItsStatistics()
    {
        var output = Eager.Run(x => x.BatchNorm2d("bn", eps: 1), Weights, new TensorShape(2, 2, 1, 2), [1, 3, 1, -2, 5, 1, 4, 7]);
        EagerCase.AssertClose([0.5, 3.5, -0.75, 0.25, 6.5, 0.5, -1.75, -2.75], output.ToArray());
    }

    [Fact]
    public void Features_AreNormalizedToo()
    {
        var output = Eager.Run(x => x.BatchNorm2d("bn", eps: 1), Weights, new TensorShape(2, 2), [3, 1, 1, -2]);
        EagerCase.AssertClose([3.5, -0.75, 0.5, 0.25], output.ToArray());
    }
}
