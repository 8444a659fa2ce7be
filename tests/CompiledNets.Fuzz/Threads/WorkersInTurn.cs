extern alias Runtime;

using CompiledNets.Fuzz.Nets;
using RunWorker = Runtime::CompiledNets.Runtime.Worker;

namespace CompiledNets.Fuzz.Threads;

/// <summary>
/// Runs the workers of a net one after the other from barrier to barrier, in an order that is the same each time. Where one reads what another one
/// writes before they meet, it gets the finished number in one order and in the reverse order not; and where two write to the same
/// place, their numbers are compared. So a race shows always, and not by chance.
/// </summary>
internal sealed class WorkersInTurn
{
    private readonly NetParts net;
    private readonly IReadOnlyList<int> order;
    private readonly SemaphoreSlim[] turns;
    private readonly bool[] finished;
    private readonly int[] seen;
    private readonly (int Phase, int Worker)[] writers;
    private Exception? failure;
    private string? clash;
    private int turnsEnded;

    private WorkersInTurn(NetParts net, IReadOnlyList<int> order)
    {
        (this.net, this.order) = (net, order);
        turns = [.. order.Select(_ => new SemaphoreSlim(0))];
        finished = new bool[order.Count];
        seen = net.Arena.ToArray();
        writers = new (int, int)[seen.Length];
        Array.Fill(writers, (-1, -1));
    }

    /// <summary>What is wrong; null where nothing is. The outputs remain to be compared.</summary>
    /// <param name="net">The net, whose inputs are read.</param>
    /// <param name="workers">How many workers there are.</param>
    /// <param name="backwards">Whether the last of them is always the first.</param>
    public static string? Check(NetParts net, int workers, bool backwards)
    {
        net.Arena.Fill(BitConverter.SingleToInt32Bits(float.NaN));
        net.Pack();
        var order = Enumerable.Range(0, workers);
        return new WorkersInTurn(net, [.. backwards ? order.Reverse() : order]).Run();
    }

    private string? Run()
    {
        var threads = Enumerable.Range(0, order.Count).Select(place => new Thread(() => Serve(place)) { IsBackground = true }).ToList();
        foreach (var thread in threads) thread.Start();
        turns[0].Release();
        foreach (var thread in threads) thread.Join();
        foreach (var turn in turns) turn.Dispose();
        return failure is null ? clash : $"a worker failed: {failure.Message}";
    }

    private void Serve(int place)
    {
        var worker = order[place];
        try
        {
            turns[place].Wait();
            if (failure is null)
                net.RunShare(new RunWorker(worker, order.Count, () =>
                {
                    EndTurn(worker);
                    var next = (place + 1) % order.Count;
                    if (finished[next]) throw new InvalidOperationException($"worker {worker} comes to a barrier that worker {order[next]} does not");
                    turns[next].Release();
                    turns[place].Wait();
                    if (failure is not null) throw new OperationCanceledException();
                }));
            EndTurn(worker);
        }
        catch (Exception exception)
        {
            failure ??= exception;
        }
        finished[place] = true;
        // The last one has nobody to pass the turn to; after a failure all are let go.
        if (failure is null) turns[(place + 1) % order.Count].Release();
        else
            foreach (var turn in turns) turn.Release();
    }

    private void EndTurn(int worker)
    {
        var arena = net.Arena;
        var phase = turnsEnded++ / order.Count;
        for (var i = 0; ; i++)
        {
            i += arena[i..].CommonPrefixLength(seen.AsSpan(i));
            if (i == seen.Length) return;
            if (writers[i].Phase == phase && writers[i].Worker != worker)
                clash ??= $"workers {writers[i].Worker} and {worker} write different numbers to [{i}] of scratch memory, with no barrier in between";
            writers[i] = (phase, worker);
            seen[i] = arena[i];
        }
    }
}
