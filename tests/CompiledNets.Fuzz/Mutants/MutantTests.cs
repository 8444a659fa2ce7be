using CompiledNets.Fuzz.Nets;

namespace CompiledNets.Fuzz.Mutants;

/// <summary>Broken nets, a part of those whose code is broken and all whose plan is: the checks of the fuzzer notice them.</summary>
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

    [Fact]
    public void TensorsThatOverwriteOthers_AreNoticed()
    {
        var verdicts = PlannerMutant.All.Select(mutant => (Mutant: mutant, Verdict: mutant.Check())).Where(one => one.Verdict is not null).ToList();
        Assert.Equal([], verdicts.Where(one => one.Verdict == WorkerLine.Same).Select(one => one.Mutant));
        Assert.InRange(verdicts.Count, 15, int.MaxValue);
    }
}
