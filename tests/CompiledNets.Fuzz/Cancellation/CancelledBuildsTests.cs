namespace CompiledNets.Fuzz.Cancellation;

/// <summary>Builds that are cancelled end soon; <c>cancel</c> prints how soon. By itself, since what other tests allocate would count as work.</summary>
[Collection(nameof(CancelledBuildsTests)), CollectionDefinition(nameof(CancelledBuildsTests), DisableParallelization = true)]
public class CancelledBuildsTests
{
    private const int Builds = 12;

    // A stage that ignores the token does more, and some builds are cancelled within it.
    private const double MostWork = 0.02;

    [Fact]
    public void ACancelledBuild_DoesLittleMore()
    {
        var builds = CancelledBuilds.Run(Builds).Builds;
        // At the very end there is nothing left to cancel.
        Assert.InRange(builds.Count, Builds - 2, Builds);
        Assert.All(builds, build => Assert.InRange(build.Share, 0, MostWork));
    }
}
