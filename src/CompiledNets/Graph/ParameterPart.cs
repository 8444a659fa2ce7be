namespace CompiledNets;

/// <summary>
/// The share of a checkpoint's tensor that one layer reads, where several layers divide it among themselves: the paths of a
/// network may be declared one by one and still load a checkpoint that stores them as one convolution.
/// </summary>
/// <param name="Dimension">The dimension of the tensor that is divided: 0, the outputs, or 1, the inputs.</param>
/// <param name="Start">First element.</param>
/// <param name="Length">Number of elements; 0 until a layer takes the part, which knows its own size.</param>
/// <param name="Total">Size of the tensor in the checkpoint along the dimension.</param>
public readonly record struct ParameterPart(int Dimension, int Start, int Length, int Total)
{
    /// <summary>As many output channels as the layer has: rows of a weight, elements of a bias or of BatchNorm's vectors.</summary>
    /// <param name="start">First channel.</param>
    /// <param name="total">Output channels of the stored layer.</param>
    public static ParameterPart Outputs(int start, int total) => new(0, start, 0, total);

    /// <summary>As many input channels as the layer reads: columns of a weight. Such a layer has no bias, which is not divided.</summary>
    /// <param name="start">First channel.</param>
    /// <param name="total">Input channels of the stored layer.</param>
    public static ParameterPart Inputs(int start, int total) => new(1, start, 0, total);

    /// <summary>Such as <c>outputs 4 to 8 of 128</c>.</summary>
    public override string ToString() => $"{(Dimension == 0 ? "outputs" : "inputs")} {Start} to {Start + Length} of {Total}";

    internal ParameterPart Take(Operator layer, int length)
    {
        if (Start < 0 || (long)Start + length > Total) throw layer.Error($"{this with { Length = length }}: the part must lie within the stored tensor");
        return this with { Length = length };
    }
}
