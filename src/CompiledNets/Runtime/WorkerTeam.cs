using System.ComponentModel;

namespace CompiledNets.Runtime;

/// <summary>
/// Threads that stay ready to run a net together with the thread that calls it. They end when the team is disposed or collected.
/// For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class WorkerTeam : IDisposable
{
    // The threads know the crew alone, so that the team of a forgotten net is collected.
    private readonly WorkerCrew crew;

    private WorkerTeam(int count) => crew = new WorkerCrew(count);

    /// <summary>Ends the threads.</summary>
    ~WorkerTeam() => crew.Stop();

    /// <summary>How many threads work together, the calling one among them.</summary>
    public int Count => crew.Count;

    /// <summary>Replaces a team by one of another size.</summary>
    /// <param name="team">The team; null for one thread.</param>
    /// <param name="count">How many threads are to work together.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are less than one or more than 1,024.</exception>
    public static void Resize(ref WorkerTeam? team, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1024);
        if (count == (team?.Count ?? 1)) return;
        team?.Dispose();
        team = count == 1 ? null : new WorkerTeam(count);
    }

    /// <summary>Runs something once on each thread and waits for all; allocates nothing.</summary>
    /// <param name="work">What to run.</param>
    /// <param name="arguments">Handed on to it.</param>
    /// <param name="isShort">
    /// Whether it takes no longer than to wake a thread: then, where some of the team sleep, the calling thread does it alone.
    /// </param>
    public void Run(delegate*<float**, Worker, void> work, float** arguments, bool isShort = false)
    {
        crew.Run(work, arguments, isShort);
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        crew.Stop();
        GC.SuppressFinalize(this);
    }
}
