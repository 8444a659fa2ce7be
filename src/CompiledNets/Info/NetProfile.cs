using System.Diagnostics;
using System.Globalization;

namespace CompiledNets;

/// <summary>The time of each step of a compiled net: the least of several runs, since other work on the machine only adds to it.</summary>
public sealed class NetProfile
{
    private readonly List<(string Name, string Description, long Ticks)> steps = [];
    private int current;
    private long last;

    /// <summary>The steps in the order of the run: name, description and least time.</summary>
    public IReadOnlyList<(string Name, string Description, TimeSpan Time)> Steps =>
        [.. steps.Select(step => (step.Name, step.Description, Stopwatch.GetElapsedTime(0, step.Ticks)))];

    /// <summary>The sum of all steps' least times.</summary>
    public TimeSpan Total => Stopwatch.GetElapsedTime(0, steps.Sum(step => step.Ticks));

    /// <summary>Starts the clock of a run. For generated code.</summary>
    public void BeginRun()
    {
        current = 0;
        last = Stopwatch.GetTimestamp();
    }

    /// <summary>Ends a step and starts the next one. For generated code.</summary>
    /// <param name="name">The name of the step.</param>
    /// <param name="description">What it computes.</param>
    public void EndStep(string name, string description)
    {
        var ticks = Stopwatch.GetTimestamp() - last;
        if (current == steps.Count) steps.Add((name, description, ticks));
        else steps[current] = steps[current] with { Ticks = Math.Min(steps[current].Ticks, ticks) };
        current++;
        last = Stopwatch.GetTimestamp();
    }

    /// <summary>A table with a line per step: microseconds, share of the total, and what the step computes.</summary>
    public override string ToString()
    {
        var table = new TextTable(">µs", ">%", "step", "layer");
        foreach (var (name, description, time) in Steps)
            table.Add(Number(time.TotalMicroseconds), Number(100 * time / Total), name, description);
        table.AddRule();
        table.Add(Number(Total.TotalMicroseconds), "", "total", "");
        return table.ToString();

        static string Number(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
    }
}
