using CompiledNets.Generator.Tests.Testing;
using CompiledNets.Testing;

namespace CompiledNets.Generator.Tests.Api;

/// <summary>A run that several threads share.</summary>
public class ThreadsTests
{
    private static readonly Lazy<CompiledSource> compiled = new(() => CompiledSource.Compile(SmallNets.Residual));

    private static ITestedNetType Residual => compiled.Value.Net("Residual");

    [Fact]
    public void OneThread_IsWhereNoneAreSet() => Assert.Equal(1, Residual.FromRandom(1).Threads);

    [Theory, InlineData(0), InlineData(-1), InlineData(1025)]
    public void OtherNumbers_AreRefused(int threads)
    {
        var net = Residual.FromRandom(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => net.Threads = threads);
        Assert.Equal(1, net.Threads);
    }

    [Fact]
    public void AnyNumber_GivesTheSameBits_AgainAndAgain()
    {
        var (net, inputs) = (Residual.FromRandom(1), EagerComparison.InputsOf(Residual));
        var expected = EagerComparison.OutputsOf(Residual);
        net.Run(inputs, expected);
        foreach (var threads in (int[])[2, 3, 2, 1, 8, 33])
        {
            net.Threads = threads;
            Assert.Equal(threads, net.Threads);
            for (var run = 0; run < 20; run++)
            {
                var outputs = EagerComparison.OutputsOf(Residual);
                net.Run(inputs, outputs);
                Assert.Equal(expected, outputs);
            }
        }
    }

    [Fact]
    public void ARunAfterAPause_FindsItsThreads()
    {
        var (net, inputs) = (Residual.FromRandom(1), EagerComparison.InputsOf(Residual));
        var (expected, outputs) = (EagerComparison.OutputsOf(Residual), EagerComparison.OutputsOf(Residual));
        net.Run(inputs, expected);
        net.Threads = 2;
        for (var run = 0; run < 5; run++)
        {
            Thread.Sleep(20);
            net.Run(inputs, outputs);
            Assert.Equal(expected, outputs);
        }
    }

    [Fact]
    public void ARun_AllocatesNothing()
    {
        var (net, inputs, outputs) = (Residual.FromRandom(1), EagerComparison.InputsOf(Residual), EagerComparison.OutputsOf(Residual));
        net.Threads = 2;
        net.Run(inputs, outputs);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) net.Run(inputs, outputs);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void AFork_HasOneThread()
    {
        var net = Residual.FromRandom(1);
        net.Threads = 2;
        Assert.Equal(1, net.Fork().Threads);
    }

    [Fact]
    public void ThreadsOfAForgottenNet_End()
    {
        var before = CountThreads();
        MakeAndForget();
        for (var i = 0; i < 200 && CountThreads() > before; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(10);
        }
        Assert.InRange(CountThreads(), 0, before + 8);

        static void MakeAndForget()
        {
            var net = Residual.FromRandom(1);
            net.Threads = 64;
            net.Run(EagerComparison.InputsOf(Residual), EagerComparison.OutputsOf(Residual));
        }

        static int CountThreads() => System.Diagnostics.Process.GetCurrentProcess().Threads.Count;
    }
}
