namespace CompiledNets;

/// <summary>What a parameter is for; random weights are drawn by it.</summary>
public enum ParameterKind
{
    /// <summary>Weight of a convolution or linear layer.</summary>
    Weight,

    /// <summary>Bias of any layer, also β of a normalization.</summary>
    Bias,

    /// <summary>γ of a normalization, or another factor near 1.</summary>
    Scale,

    /// <summary>Slope of a PReLU.</summary>
    Slope,

    /// <summary>Running mean of a BatchNorm.</summary>
    RunningMean,

    /// <summary>Running variance of a BatchNorm.</summary>
    RunningVariance,
}

/// <summary>One tensor of the state dict.</summary>
/// <param name="Key">PyTorch's key, such as <c>features.0.weight</c>.</param>
/// <param name="Shape">PyTorch's shape: O×I/groups×H×W for a convolution, O×I for a linear layer. That of the part, where only a part is read.</param>
/// <param name="Kind">What it is for.</param>
public sealed record Parameter(string Key, TensorShape Shape, ParameterKind Kind)
{
    /// <summary>What part of the stored tensor is meant; null for all of it.</summary>
    public ParameterPart? Part { get; init; }

    /// <summary>The tensor as it is stored.</summary>
    public Parameter Whole => Part is { } part ? new(Key, Shape.With(part.Dimension, part.Total), Kind) : this;

    /// <summary>True where PyTorch counts it among the parameters; running statistics are buffers.</summary>
    public bool IsTrainable => Kind is not (ParameterKind.RunningMean or ParameterKind.RunningVariance);

    /// <summary>Such as <c>features.0.weight: 64×3×3×3 (Weight)</c>. A record's own text would print <see cref="Whole"/> without end.</summary>
    public override string ToString() => $"{Key}: {Shape} ({Kind})" + (Part is null ? "" : $", {Part}");
}
