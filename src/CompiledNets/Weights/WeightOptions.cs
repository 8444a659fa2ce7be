namespace CompiledNets;

/// <summary>How strictly stored weights are checked.</summary>
public sealed record WeightOptions
{
    /// <summary>Refuses tensors that the network does not use, accepts NaN and infinities.</summary>
    public static WeightOptions Default { get; } = new();

    /// <summary>Accept tensors that the network does not use, such as an auxiliary classifier that serves training only.</summary>
    public bool AllowExtra { get; init; }

    /// <summary>Refuse NaN and infinities; reads every tensor once more.</summary>
    public bool RejectNonFinite { get; init; }
}
