using System.Globalization;
using CompiledNets.Fuzz.Nets;
using Xunit.Sdk;

namespace CompiledNets.Fuzz.Mutants;

/// <summary>What became of the mutants.</summary>
/// <param name="Caught">Those whose results differ, or which touch memory that is not theirs.</param>
/// <param name="Survivors">Those that no check noticed.</param>
internal sealed record MutantOutcome(int Caught, IReadOnlyList<Mutant> Survivors);

/// <summary>Runs broken nets through the same check as random nets, in a process of its own.</summary>
internal static class MutantRunner
{
    public const string WorkerCommand = "mutant-worker";

    private const string Absent = "absent";

    /// <summary>Runs every so-manieth mutant.</summary>
    public static MutantOutcome Run(FuzzedSet set, int step = 1)
    {
        var mutants = Mutant.All.Where((_, index) => index % step == 0).ToList();
        var (caught, survivors) = (0, new List<Mutant>());
        var worker = new Worker(set, WorkerCommand, step.ToString(CultureInfo.InvariantCulture));
        worker.Run(mutants.Count, (index, verdict) =>
        {
            if (verdict == WorkerLine.Same) survivors.Add(mutants[index]);
            else if (verdict != Absent) caught++;
        });
        return new MutantOutcome(caught, survivors);
    }

    /// <summary>The part of the child process.</summary>
    public static void Work(int step, int first, TextWriter results)
    {
        var index = -1;
        foreach (var mutant in Mutant.All.Where((_, place) => place % step == 0))
        {
            if (++index < first) continue;
            results.WriteLine($"{WorkerLine.Begin} {index}");
            results.Flush();
            results.WriteLine($"{WorkerLine.End} {index} {Verdict(mutant)}");
            results.Flush();
        }
    }

    private static string Verdict(Mutant mutant)
    {
        try
        {
            return mutant.Check()?.ReplaceLineEndings(" ") ?? Absent;
        }
        catch (FailException)
        {
            // Code that does not compile shows nothing about the checks.
            return Absent;
        }
    }
}
