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
internal abstract record EpilogueStep
{
    /// <summary>How many numbers of each channel it takes from the packed weights.</summary>
    public virtual int WeightsPerChannel => 0;

    /// <summary>The step without the name of its layer, which is part of the weights, not of a kernel's key.</summary>
    public virtual EpilogueStep WithoutLayer() => this;
}

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
internal sealed record NormalizeStep(BatchNorm2d Norm) : EpilogueStep
{
    public override int WeightsPerChannel => 2;

    public override EpilogueStep WithoutLayer() => new NormalizeStep(new BatchNorm2d("", 0));
}

/// <summary>ReLU with a learned slope per channel below zero.</summary>
internal sealed record PReluStep(PRelu Layer) : EpilogueStep
{
    public override int WeightsPerChannel => 1;

    public override EpilogueStep WithoutLayer() => new PReluStep(new PRelu("", 0));
}

/// <summary>A learned factor per channel.</summary>
internal sealed record LayerScaleStep(LayerScale Layer) : EpilogueStep
{
    public override int WeightsPerChannel => 1;

    public override EpilogueStep WithoutLayer() => new LayerScaleStep(new LayerScale(""));
}

/// <summary>Takes another tensor in.</summary>
internal abstract record BinaryStep(int Input, Spread Spread) : EpilogueStep
{
    /// <summary>The step of an operator.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="input">Which tensor is taken in.</param>
    /// <param name="spread">How it is spread.</param>
    /// <param name="isReversed">Whether it is the left operand.</param>
    public static BinaryStep Of(Binary operation, int input, Spread spread, bool isReversed) => operation switch
    {
        Add => new AddStep(input, spread),
        Multiply => new MultiplyStep(input, spread),
        Subtract => new SubtractStep(input, spread, isReversed),
        Divide => new DivideStep(input, spread, isReversed),
        _ => throw new InvalidOperationException($"no step for {operation}"),
    };
}

/// <summary>Adds another tensor.</summary>
internal sealed record AddStep(int Input, Spread Spread) : BinaryStep(Input, Spread);

/// <summary>Adds the value to another tensor in place, and goes on with the value itself.</summary>
internal sealed record AddIntoStep(int Input) : BinaryStep(Input, Spread.None);

/// <summary>Multiplies by another tensor.</summary>
internal sealed record MultiplyStep(int Input, Spread Spread) : BinaryStep(Input, Spread);

/// <summary>Subtracts another tensor, or subtracts from it.</summary>
internal sealed record SubtractStep(int Input, Spread Spread, bool IsReversed) : BinaryStep(Input, Spread);

/// <summary>Divides by another tensor, or divides it.</summary>
internal sealed record DivideStep(int Input, Spread Spread, bool IsReversed) : BinaryStep(Input, Spread)
{
    // Tells the lanes without a channel, which must not divide by 0.
    public override int WeightsPerChannel => 1;
}

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
        PReluStep => "PReLU",
        LayerScaleStep => "× layer scale",
        AddStep => "+ tensor",
        MultiplyStep => "× tensor",
        SubtractStep => "− tensor",
        DivideStep => "÷ tensor",
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
