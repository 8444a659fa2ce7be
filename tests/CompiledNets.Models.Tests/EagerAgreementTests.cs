using CompiledNets.Testing;

namespace CompiledNets.Models.Tests;

/// <summary>
/// A network for which there are no results of PyTorch: what its compiled code computes, against the eager reference on random
/// weights. A network is tested by deriving one class from this one.
/// </summary>
/// <typeparam name="TNet">The network.</typeparam>
public abstract class EagerAgreementTests<TNet> where TNet : IUnaryNet<TNet>
{
    [Fact]
    public void CompiledOutput_IsThatOfTheEagerReference()
    {
        var weights = new RandomWeights(seed: 1);
        var input = new float[TNet.InputCount];
        RandomWeights.Input("input", 1, input);
        var output = new float[TNet.OutputCount];

        TNet.Load(weights).Run(input, output);

        var expected = TNet.RunEager(weights, input).ToArray();
        Assert.InRange(Tolerance.Deviation(expected, [.. output.Select(value => (double)value)]), 0, Tolerance.Compiled);
    }
}
