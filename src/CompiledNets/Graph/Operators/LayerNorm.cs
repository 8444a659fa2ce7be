using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Normalization over the last dimensions, as <c>torch.nn.LayerNorm</c>; parameters <c>name.weight</c> and <c>name.bias</c>.
        /// </summary>
        /// <param name="name">The state-dict prefix.</param>
        /// <param name="normalizedShape">The sizes of the last dimensions, which are normalized together.</param>
        /// <param name="eps">Added to the variance.</param>
        /// <returns>A tensor of the same shape.</returns>
        /// <exception cref="ShapeException">The sizes are not those of the last dimensions, or reach into the batch.</exception>
        public Tensor LayerNorm(string name, int[] normalizedShape, double eps = 1e-5) =>
            Apply(new LayerNorm(name, new TensorShape(normalizedShape), Shape.Rank - normalizedShape.Length, eps), this);

        /// <summary>
        /// Normalization over the channels of each pixel, as torchvision's and timm's <c>LayerNorm2d</c>; parameters
        /// <c>name.weight</c> and <c>name.bias</c>.
        /// </summary>
        /// <param name="name">The state-dict prefix.</param>
        /// <param name="eps">Added to the variance.</param>
        /// <returns>A tensor of the same shape.</returns>
        /// <exception cref="ShapeException">The tensor is no image.</exception>
        public Tensor LayerNorm2d(string name, double eps = 1e-6)
        {
            var norm = new LayerNorm(name, new TensorShape(Shape.Rank < 2 ? 1 : Shape[1]), 1, eps);
            norm.RequireImage(Shape);
            return Apply(norm, this);
        }
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Normalization by mean and variance of some dimensions, <c>torch.nn.LayerNorm</c>.</summary>
    /// <param name="Name">The state-dict prefix.</param>
    /// <param name="NormalizedShape">The sizes of the dimensions that are normalized together; the shape of the parameters.</param>
    /// <param name="FirstDimension">The first of these dimensions, counted from 0.</param>
    /// <param name="Eps">Added to the variance.</param>
    public sealed record LayerNorm(string Name, TensorShape NormalizedShape, int FirstDimension, double Eps) : Operator
    {
        /// <inheritdoc/>
        public override string LayerName => Name;

        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            if (FirstDimension < 1) throw Error($"{NormalizedShape} reaches into dimension 0 of {inputs[0]}, the batch; images must not mix");
            if (!inputs[0].Skip(FirstDimension).Take(NormalizedShape.Rank).SequenceEqual(NormalizedShape))
                throw Error($"the last dimensions of {inputs[0]} are not {NormalizedShape}");
            if (Eps < 0) throw Error($"eps must not be negative, found {Eps}");
            return inputs[0];
        }

        /// <inheritdoc/>
        public override IEnumerable<Parameter> Parameters(IReadOnlyList<TensorShape> inputs)
        {
            yield return new Parameter($"{Name}.weight", NormalizedShape, ParameterKind.Scale);
            yield return new Parameter($"{Name}.bias", NormalizedShape, ParameterKind.Bias);
        }

        /// <inheritdoc/>
        public override string Describe() => $"over {NormalizedShape}";
    }
}
