using CompiledNets.Generator.Declaration;
using CompiledNets.Generator.Emission;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator;

/// <summary>A net with its plan, or with what went wrong while planning.</summary>
/// <param name="Net">The net.</param>
/// <param name="Plan">Its plan; null where planning failed.</param>
/// <param name="Failure">Why there is no plan.</param>
internal sealed record PlannedNet(NetDeclaration Net, Plan? Plan, string? Failure)
{
    /// <summary>The plan, if there is one.</summary>
    public IEnumerable<Plan> Plans => Plan is null ? [] : [Plan];

    /// <summary>Plans a net.</summary>
    public static PlannedNet Of(NetDeclaration net, CancellationToken cancellation)
    {
        try
        {
            return new PlannedNet(net, NetSource.PlanOf(net, cancellation), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new PlannedNet(net, null, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <summary>The plan.</summary>
    /// <exception cref="InvalidOperationException">Planning failed.</exception>
    public Plan RequirePlan() => Plan ?? throw new InvalidOperationException(Failure);
}
