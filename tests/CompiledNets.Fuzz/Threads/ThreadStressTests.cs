namespace CompiledNets.Fuzz.Threads;

/// <summary>A few seconds of the stress; <c>threads</c> runs more of it.</summary>
public class ThreadStressTests
{
    [Fact]
    public void ForksOnManyThreads_GiveTheBitsOfOne()
    {
        var outcome = ThreadStress.Run(TimeSpan.FromSeconds(4));
        Assert.Equal([], outcome.Failures);
        Assert.All([outcome.Runs, outcome.Refusals, outcome.Teams], count => Assert.InRange(count, 1, long.MaxValue));
    }
}
