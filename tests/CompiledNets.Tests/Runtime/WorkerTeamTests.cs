using CompiledNets.Runtime;

namespace CompiledNets.Tests.Runtime;

/// <summary>Threads that run something together.</summary>
public unsafe class WorkerTeamTests
{
    [Theory, InlineData(2), InlineData(3), InlineData(16)]
    public void UnitsOfWork_AreSharedWithoutRest(int count)
    {
        using var team = TeamOf(count);
        var seen = stackalloc int[count];
        var arguments = stackalloc float*[] { (float*)seen };
        for (var run = 0; run < 50; run++) team.Run(&CountUnits, arguments);
        for (var unit = 0; unit < count; unit++) Assert.Equal(50, seen[unit]);

        static void CountUnits(float** arguments, Worker worker)
        {
            for (var unit = worker.First(worker.Count); unit < worker.End(worker.Count); unit++) ((int*)arguments[0])[unit]++;
        }
    }

    [Fact]
    public void ShortWork_IsDoneAlone_WhileOthersSleep()
    {
        using var team = TeamOf(3);
        var workers = stackalloc int[1];
        var arguments = stackalloc float*[] { (float*)workers };
        team.Run(&CountWorkers, arguments);
        Assert.Equal(3, workers[0]);
        // They sleep half a millisecond after they had work, or later on a busy machine.
        for (var wait = 0; wait < 100 && workers[0] == 3; wait++)
        {
            Thread.Sleep(100);
            team.Run(&CountWorkers, arguments, isShort: true);
        }
        Assert.Equal(1, workers[0]);
        team.Run(&CountWorkers, arguments);
        Assert.Equal(3, workers[0]);

        static void CountWorkers(float** arguments, Worker worker) => ((int*)arguments[0])[0] = worker.Count;
    }

    [Fact]
    public void NobodyPassesABarrier_BeforeAllHaveCome()
    {
        using var team = TeamOf(4);
        var counters = stackalloc int[2];
        var arguments = stackalloc float*[] { (float*)counters };
        team.Run(&Meet, arguments);
        Assert.Equal(0, counters[1]);

        static void Meet(float** arguments, Worker worker)
        {
            var counters = (int*)arguments[0];
            for (var round = 1; round <= 200; round++)
            {
                Interlocked.Increment(ref counters[0]);
                worker.Barrier();
                if (Volatile.Read(ref counters[0]) < round * worker.Count) Interlocked.Increment(ref counters[1]);
                worker.Barrier();
            }
        }
    }

    [Theory, InlineData(0), InlineData(2)]
    public void AnException_ReachesTheCaller_AndTheTeamGoesOn(int thrower)
    {
        using var team = TeamOf(3);
        var arguments = stackalloc float*[] { (float*)thrower };
        for (var run = 0; run < 10; run++)
        {
            InvalidOperationException? caught = null;
            try
            {
                team.Run(&Throw, arguments);
            }
            catch (InvalidOperationException exception)
            {
                caught = exception;
            }
            Assert.Equal("broken", caught?.Message);
        }
        var counters = stackalloc int[3];
        arguments[0] = (float*)counters;
        team.Run(&Mark, arguments);
        for (var i = 0; i < 3; i++) Assert.Equal(1, counters[i]);

        static void Throw(float** arguments, Worker worker)
        {
            worker.Barrier();
            if (worker.Index == (int)arguments[0]) throw new InvalidOperationException("broken");
            worker.Barrier();
        }

        static void Mark(float** arguments, Worker worker)
        {
            ((int*)arguments[0])[worker.Index]++;
            worker.Barrier();
        }
    }

    [Fact]
    public void ADisposedTeam_RefusesToRun()
    {
        var team = TeamOf(2);
        team.Dispose();
        team.Dispose();
        var isRefused = false;
        try
        {
            team.Run(&Nothing, null);
        }
        catch (ObjectDisposedException)
        {
            isRefused = true;
        }
        Assert.True(isRefused);

        static void Nothing(float** arguments, Worker worker) { }
    }

    private static WorkerTeam TeamOf(int count)
    {
        WorkerTeam? team = null;
        WorkerTeam.Resize(ref team, count);
        return team!;
    }
}
