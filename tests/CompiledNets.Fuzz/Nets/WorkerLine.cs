namespace CompiledNets.Fuzz.Nets;

/// <summary>What a worker writes.</summary>
internal static class WorkerLine
{
    public const string Set = "set";
    public const string Begin = "begin";
    public const string End = "end";
    public const string Same = "same";

    /// <summary>The reference itself changes where its inputs are rounded, or leaves the range of floats.</summary>
    public const string IllConditioned = "ill-conditioned";
}
