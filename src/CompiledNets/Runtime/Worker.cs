using System.ComponentModel;

namespace CompiledNets.Runtime;

/// <summary>One of the threads that run a net together: which share of each kernel's work is its own. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Worker
{
    /// <summary>The worker of a run on one thread.</summary>
    public static readonly Worker Alone = new(0, 1, null);

    private readonly Action? barrier;

    internal Worker(int index, int count, Action? barrier) => (Index, Count, this.barrier) = (index, count, barrier);

    /// <summary>Its number among the workers.</summary>
    public int Index { get; }

    /// <summary>How many workers there are.</summary>
    public int Count { get; }

    /// <summary>The first of some units of work that is its own.</summary>
    public int First(int units) => Count == 1 ? 0 : units * Index / Count;

    /// <summary>The unit behind its last one.</summary>
    public int End(int units) => Count == 1 ? units : units * (Index + 1) / Count;

    /// <summary>Whether a unit is its own.</summary>
    public bool Owns(int unit, int units) => Count == 1 || (First(units) <= unit && unit < End(units));

    /// <summary>Waits until all workers have come this far.</summary>
    public void Barrier() => barrier?.Invoke();
}
