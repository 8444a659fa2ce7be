using System.Diagnostics;
using System.Globalization;

namespace CompiledNets.Fuzz.Nets;

/// <summary>
/// A process that works through numbered cases and may be ended by any of them; then another one goes on behind it. Its command
/// takes the arguments and the number of the first case.
/// </summary>
internal sealed class Worker(FuzzedSet set, params string[] arguments)
{
    private const int ErrorLines = 6;

    /// <summary>The kernels that ran; on a processor without the instruction set, those of a narrower one.</summary>
    public string KernelSet { get; private set; } = "";

    /// <summary>Runs so many cases and tells the verdict on each.</summary>
    public void Run(int count, Action<int, string> report)
    {
        for (var next = 0; next < count;) next = RunFrom(next, count, report);
    }

    // Returns the first case that is still to run.
    private int RunFrom(int first, int count, Action<int, string> report)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(Worker).Assembly.Location);
        foreach (var argument in arguments.Append(first.ToString(CultureInfo.InvariantCulture))) start.ArgumentList.Add(argument);
        if (set.Switch is not null) start.Environment[set.Switch] = "0";
        using var worker = Process.Start(start)!;
        var errors = worker.StandardError.ReadToEndAsync();
        var running = -1;
        while (worker.StandardOutput.ReadLine() is { } line)
        {
            var words = line.Split(' ', 3);
            if (words[0] == WorkerLine.Set) KernelSet = words[1];
            if (words[0] == WorkerLine.Begin) running = int.Parse(words[1], CultureInfo.InvariantCulture);
            if (words[0] != WorkerLine.End) continue;
            report(running, words[2]);
            first = running + 1;
            running = -1;
        }
        worker.WaitForExit();
        if (running < 0 && worker.ExitCode == 0) return count;
        if (running < 0) throw new InvalidOperationException($"the worker ended with {worker.ExitCode} before case {first}: {errors.Result}");
        report(running, $"the process ended: {string.Join(" ¶ ", errors.Result.Split('\n').Take(ErrorLines))}");
        return running + 1;
    }
}
