using CompiledNets.Operators;

namespace CompiledNets.Generator.Passes;

/// <summary>How an operand of an elementwise step is spread over the tensor.</summary>
internal enum Spread
{
    /// <summary>It has the tensor's shape.</summary>
    None,

    /// <summary>One number per channel, C×1×1.</summary>
    Channel,

    /// <summary>One number per pixel, 1×H×W.</summary>
    Spatial,

    /// <summary>One number, 1×1×1.</summary>
    Scalar,
}

/// <summary>Something done to each element of a kernel's result before it is stored.</summary>
internal abstract record EpilogueStep;

/// <summary>An activation function.</summary>
internal sealed record ActivateStep(Activation Function, float Slope) : EpilogueStep
{
    // Names of kernels are made of this text, so it must not depend on the machine's culture.
    public override string ToString() => FormattableString.Invariant($"{Function} {Slope:R}");
}

/// <summary>factor · x + offset.</summary>
internal sealed record ScaleStep(float Factor, float Offset) : EpilogueStep
{
    // Names of kernels are made of this text, so it must not depend on the machine's culture.
    public override string ToString() => FormattableString.Invariant($"{Factor:R}·x + {Offset:R}");
}

/// <summary>A normalization that could not be folded into weights: one factor and one offset per channel.</summary>
internal sealed record NormalizeStep(BatchNorm2d Norm) : EpilogueStep;

/// <summary>Adds another tensor.</summary>
internal sealed record AddStep(int Input, Spread Spread) : EpilogueStep;

/// <summary>Multiplies by another tensor.</summary>
internal sealed record MultiplyStep(int Input, Spread Spread) : EpilogueStep;

/// <summary>
/// An operator together with what happens to its result before it is stored. The inputs of the core come first, then the
/// tensors that the epilogue reads.
/// </summary>
/// <param name="Core">The operator that the kernel computes; <see cref="Identity"/> for a purely elementwise one.</param>
/// <param name="Norms">BatchNorms folded into the weights of the core, first one first.</param>
/// <param name="Epilogue">What follows, in order.</param>
internal sealed record Fused(Operator Core, EquatableArray<BatchNorm2d> Norms, EquatableArray<EpilogueStep> Epilogue) : Operator
{
    public override string Kind => Core.Kind;

    public override string? LayerName => Core.LayerName;

    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => Core.InferShape(inputs);

    public override IEnumerable<Parameter> Parameters(IReadOnlyList<TensorShape> inputs) => Core.Parameters(inputs);

    public override long MultiplyAdds(IReadOnlyList<TensorShape> inputs) => Core.MultiplyAdds(inputs);

    public override string Describe()
    {
        var parts = new List<string>();
        if (Core.Describe() is { Length: > 0 } core) parts.Add(core);
        if (Norms.Count > 0) parts.Add("BatchNorm folded");
        parts.AddRange(Epilogue.Select(Describe));
        return string.Join(", ", parts);
    }

    private static string Describe(EpilogueStep step) => step switch
    {
        ActivateStep activate => activate.Function.ToString(),
        ScaleStep scale => FormattableString.Invariant($"× {scale.Factor} + {scale.Offset}"),
        NormalizeStep => "BatchNorm",
        AddStep => "+ tensor",
        MultiplyStep => "× tensor",
        _ => throw new InvalidOperationException($"no description of {step}"),
    };
}

/// <summary>Hands its input on; the core of a kernel that only applies an epilogue.</summary>
internal sealed record Identity : Operator
{
    public override string Kind => "Elementwise";

    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];
}

/// <summary>Repeats sizes of 1 until the tensor has the given shape.</summary>
internal sealed record Expand(TensorShape Shape) : Operator
{
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => Shape;
}
