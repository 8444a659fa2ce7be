using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>Multiplies each channel by a learned number, as the <c>layer_scale</c> of torchvision's ConvNeXt.</summary>
        /// <param name="name">The whole state-dict key; its tensor has shape C×1×1.</param>
        /// <returns>A tensor of the same shape.</returns>
        /// <exception cref="ShapeException">The tensor is no image.</exception>
        public Tensor LayerScale(string name) => Apply(new LayerScale(name), this);
    }
}

namespace CompiledNets.Operators
{
    /// <summary>A learned factor per channel.</summary>
    /// <param name="Name">The whole state-dict key.</param>
    public sealed record LayerScale(string Name) : Operator
    {
        /// <inheritdoc/>
        public override string LayerName => Name;

        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            RequireImage(inputs[0]);
            return inputs[0];
        }

        /// <inheritdoc/>
        public override IEnumerable<Parameter> Parameters(IReadOnlyList<TensorShape> inputs)
        {
            yield return new Parameter(Name, new TensorShape(inputs[0][1], 1, 1), ParameterKind.Scale);
        }
    }
}
