using System.Diagnostics;
using System.Globalization;

namespace CompiledNets.Benchmarks.Measuring;

/// <summary>A process of CompiledNets.Benchmarks.Native, which rests until it is asked for runs.</summary>
internal sealed class RunningProgram : IDisposable
{
    // Enough for the clock's resolution not to show.
    private const double ShortestSampleMs = 0.5;
    private const double RoundMs = 50;

    private readonly Process process;
    private readonly int runsPerSample;
    private readonly int samplesPerRound;

    /// <summary>Starts a program and waits until it has warmed up.</summary>
    public RunningProgram(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        process = Process.Start(start)!;
        ReadLine();
        var run = Ask(samples: 3, runs: 1).Min();
        runsPerSample = (int)Math.Ceiling(ShortestSampleMs / run);
        samplesPerRound = (int)Math.Ceiling(RoundMs / (runsPerSample * run));
    }

    /// <summary>The times of its runs so far.</summary>
    public Samples Times { get; } = new();

    /// <summary>Runs the net for a while.</summary>
    public void Round()
    {
        foreach (var time in Ask(samplesPerRound, runsPerSample)) Times.Add(time);
    }

    /// <summary>Ends the process, which does so when there is nothing more to read.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private IEnumerable<double> Ask(int samples, int runs)
    {
        process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{samples} {runs}"));
        return ReadLine().Split(' ').Select(time => double.Parse(time, CultureInfo.InvariantCulture));
    }

    private string ReadLine() =>
        process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{process.StartInfo.FileName} has ended");
}
