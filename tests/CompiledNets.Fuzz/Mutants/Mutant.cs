using CompiledNets.Fuzz.Nets;

namespace CompiledNets.Fuzz.Mutants;

/// <summary>A net that is broken on purpose.</summary>
internal abstract record Mutant
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Mutant> All => CodeMutant.All.Concat(PlannerMutant.All);

    /// <summary>What the checks say, <see cref="WorkerLine.Same"/> where they notice nothing; null where the net has nothing to break in this way.</summary>
    public abstract string? Check();

    /// <summary>What is broken, for a reader who looks for the reason why nothing notices it.</summary>
    public virtual string Describe() => ToString()!;
}
