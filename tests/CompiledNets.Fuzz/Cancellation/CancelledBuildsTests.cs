namespace CompiledNets.Fuzz.Cancellation;

/// <summary>Builds that are cancelled end soon; <c>cancel</c> prints how soon. By itself, since what other tests allocate would count as work.</summary>
[Collection(nameof(CancelledBuildsTests)), CollectionDefinition(nameof(CancelledBuildsTests), DisableParallelization = true)]
public class CancelledBuildsTests
{
    private const int Builds = 12;

    // A long stage that ignores the token does more, and some builds are cancelled within it.
    private const double MostWork = 0.02;

    // The compiler's own longest one, the types that a net's methods name, is 0.035.
    private const double MostWorkOfAny = 0.08;

    [Fact]
    public void ACancelledBuild_DoesLittleMore()
    {
        var shares = CancelledBuilds.Run(Builds).Builds.Select(build => build.Share).Order().ToList();
        // On a busy machine some are cancelled late, or within a call of the compiler's.
        Assert.InRange(shares.Count, Builds / 2, Builds);
        Assert.InRange(shares[shares.Count * 3 / 4], 0, MostWork);
        Assert.InRange(shares[^1], 0, MostWorkOfAny);
    }
}
