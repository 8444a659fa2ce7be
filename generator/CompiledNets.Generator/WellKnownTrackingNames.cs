namespace CompiledNets.Generator;

/// <summary>The names of the generator's steps, by which tests ask whether a step ran again.</summary>
internal static class WellKnownTrackingNames
{
    /// <summary>Evaluation of the declarations, diagnostics included.</summary>
    public const string Evaluate = nameof(Evaluate);

    /// <summary>What is wrong with each declaration.</summary>
    public const string Diagnostics = nameof(Diagnostics);

    /// <summary>The declarations that are right, which code is emitted for.</summary>
    public const string Declarations = nameof(Declarations);

    /// <summary>The plans of the nets: passes, lowering and memory.</summary>
    public const string Plans = nameof(Plans);

    /// <summary>All plans together, whose kernels share files.</summary>
    public const string Kernels = nameof(Kernels);
}
