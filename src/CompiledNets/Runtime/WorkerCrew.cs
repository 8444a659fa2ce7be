using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace CompiledNets.Runtime;

/// <summary>The threads of a <see cref="WorkerTeam"/> and how they wait for each other.</summary>
internal sealed unsafe class WorkerCrew
{
    // A net that runs again and again finds its threads awake; then they leave the processor to others.
    private static readonly long spinTicks = Stopwatch.Frequency / 2000;

    // Spins within a run; a thread that waits longer shares its processor with the one it waits for.
    private const int SpinsBeforeYield = 2000;

    private readonly Worker[] workers;
    private readonly object gate = new();
    private delegate*<float**, Worker, void> work;
    private float** arguments;
    private volatile int round;
    private volatile bool isStopped;
    private volatile Exception? failure;
    private volatile int phase;
    private int arrived;
    private int running;
    private int sleeping;

    public WorkerCrew(int count)
    {
        workers = [.. Enumerable.Range(0, count).Select(index => new Worker(index, count, Barrier))];
        foreach (var worker in workers.Skip(1))
            new Thread(() => Serve(worker)) { IsBackground = true, Name = $"CompiledNets {worker.Index}" }.Start();
    }

    public int Count => workers.Length;

    public void Run(delegate*<float**, Worker, void> work, float** arguments, bool isShort)
    {
        ObjectDisposedException.ThrowIf(isStopped, typeof(WorkerTeam));
        if (isShort && Volatile.Read(ref sleeping) > 0)
        {
            work(arguments, Worker.Alone);
            return;
        }
        this.work = work;
        this.arguments = arguments;
        Volatile.Write(ref running, Count);
        Interlocked.Increment(ref RoundReference);
        if (Volatile.Read(ref sleeping) > 0)
            lock (gate) Monitor.PulseAll(gate);
        RunShare(workers[0]);
        for (var spins = 0; Volatile.Read(ref running) > 0; spins++) Pause(spins);
        if (failure is null) return;
        var thrown = failure;
        (failure, arrived) = (null, 0);
        ExceptionDispatchInfo.Throw(thrown);
    }

    public void Stop()
    {
        isStopped = true;
        lock (gate) Monitor.PulseAll(gate);
    }

    private void Barrier()
    {
        var before = phase;
        if (Interlocked.Increment(ref arrived) == Count)
        {
            arrived = 0;
            phase = before + 1;
            return;
        }
        for (var spins = 0; phase == before; spins++)
        {
            // A worker that has failed will never come here.
            if (failure is not null) throw new OperationCanceledException();
            Pause(spins);
        }
    }

#pragma warning disable CS0420 // Interlocked reads and writes at once, as a volatile field asks for.
    private ref int RoundReference => ref round;
#pragma warning restore CS0420

    private static void Pause(int spins)
    {
        if (spins < SpinsBeforeYield) Thread.SpinWait(1);
        else Thread.Yield();
    }

    private void Serve(Worker worker)
    {
        for (var seen = 0; WaitForRound(seen); seen++) RunShare(worker);
    }

    private void RunShare(Worker worker)
    {
        try
        {
            work(arguments, worker);
        }
        catch (Exception exception)
        {
            failure ??= exception;
        }
        Interlocked.Decrement(ref running);
    }

    private bool WaitForRound(int seen)
    {
        var start = Stopwatch.GetTimestamp();
        while (round == seen && !isStopped && Stopwatch.GetTimestamp() - start < spinTicks) Thread.SpinWait(8);
        if (round == seen && !isStopped)
            lock (gate)
            {
                Interlocked.Increment(ref sleeping);
                while (round == seen && !isStopped) Monitor.Wait(gate);
                Interlocked.Decrement(ref sleeping);
            }
        return !isStopped;
    }
}
