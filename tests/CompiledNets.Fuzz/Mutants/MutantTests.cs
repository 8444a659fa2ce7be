using CompiledNets.Fuzz.Nets;

namespace CompiledNets.Fuzz.Mutants;

/// <summary>A part of the broken nets: the checks of the fuzzer notice them.</summary>
public class MutantTests
{
    private const int Step = 11 * 2 + 1;

    [Fact]
    public void BrokenKernels_AreNoticed()
    {
        var outcome = MutantRunner.Run(FuzzedSet.All[0], Step);
        Assert.Equal([], outcome.Survivors);
        Assert.InRange(outcome.Caught, 5, int.MaxValue);
    }
}
