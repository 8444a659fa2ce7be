using CompiledNets.Testing;

namespace CompiledNets.Models.Tests;

/// <summary>
/// The compiled code of a network against the eager reference, on weights drawn at random: for networks and sizes without a
/// golden.
/// </summary>
/// <typeparam name="TNet">The network.</typeparam>
public abstract class AgreementTests<TNet> where TNet : IUnaryNet<TNet>
{
    [Fact]
    public void CompiledOutput_IsThatOfTheEagerReference()
    {
        var (weights, input, output) = (new RandomWeights(seed: 2), new float[TNet.InputCount], new float[TNet.OutputCount]);
        RandomWeights.Input("input", seed: 2, input);
        TNet.Load(weights).Run(input, output);
        var expected = TNet.RunEager(weights, input).ToArray();
        Assert.InRange(Tolerance.Deviation(expected, [.. output.Select(value => (double)value)]), 0, Tolerance.Compiled);
    }
}
