using System.Diagnostics;
using System.Globalization;

namespace Edge;

/// <summary>Measures a program from outside.</summary>
internal static class Measuring
{
    private const int Runs = 31;

    /// <summary>
    /// From the start of a process until its answer can be read, the median of several processes with warm file caches, and how much
    /// memory one used at most.
    /// </summary>
    public static (double Milliseconds, double Kilobytes) FirstAnswer(string program, string[] arguments)
    {
        var times = Enumerable.Range(0, Runs).Select(_ => Run(program, arguments).Time.TotalMilliseconds).Order().ToArray();
        var memory = Run(program, [.. arguments, "--memory"]).Output;
        var peak = memory.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[^2];
        return (times[Runs / 2], double.Parse(peak, CultureInfo.InvariantCulture));
    }

    private static (TimeSpan Time, string Output) Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        var begin = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadLine();
        var time = Stopwatch.GetElapsedTime(begin);
        var rest = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? (time, $"{answer}\n{rest}") : throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}
