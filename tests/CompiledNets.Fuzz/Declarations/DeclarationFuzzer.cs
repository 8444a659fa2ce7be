using System.Diagnostics;
using CompiledNets.Generator.Tests;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Fuzz.Declarations;

/// <summary>What came of many declarations.</summary>
/// <param name="Compiled">Those that became nets.</param>
/// <param name="Refused">Those with a diagnostic of the generator's.</param>
/// <param name="Slowest">The longest time that the generator took for one.</param>
/// <param name="MostBytes">The most memory that was allocated for one.</param>
internal sealed record DeclarationOutcome(int Compiled, int Refused, TimeSpan Slowest, long MostBytes);

/// <summary>Whatever stands in a declaration, the generator ends with a net or with diagnostics.</summary>
internal static class DeclarationFuzzer
{
    private const string InternalFailure = "CN0019";

    // Far more than any of them needs, so that neither depends on the machine: a loop without end and one that fills memory do not pass.
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(2);
    private const long MostBytes = 4L << 30;

    /// <summary>Checks so many declarations of a seed.</summary>
    public static DeclarationOutcome Run(ulong seed, int count)
    {
        var outcome = new DeclarationOutcome(0, 0, TimeSpan.Zero, 0);
        Property.Check(MutatedDeclaration.Sources, seed, count, sources => outcome = Check(sources, outcome), sources => string.Join("\n// another file\n", sources));
        return outcome;
    }

    private static DeclarationOutcome Check(string[] sources, DeclarationOutcome outcome)
    {
        var compilation = Harness.Compile(sources);
        using var cancellation = new CancellationTokenSource(longest);
        var (before, clock) = (GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
        var result = Harness.NewDriver().RunGenerators(compilation, cancellation.Token).GetRunResult();
        var (bytes, time) = (GC.GetTotalAllocatedBytes() - before, clock.Elapsed);
        if (result.Results.Single().Exception is { } exception) throw new InvalidOperationException($"the generator threw {exception}");
        if (result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == InternalFailure) is { } failure) throw new InvalidOperationException(failure.ToString());
        if (bytes > MostBytes) throw new InvalidOperationException($"{bytes} bytes were allocated");
        return new DeclarationOutcome(
            outcome.Compiled + (result.GeneratedTrees.Length > 0 ? 1 : 0), outcome.Refused + (result.Diagnostics.IsEmpty ? 0 : 1),
            time > outcome.Slowest ? time : outcome.Slowest, Math.Max(bytes, outcome.MostBytes));
    }
}
