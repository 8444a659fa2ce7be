using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Divides by the strength of neighbouring channels, as <c>torch.nn.LocalResponseNorm</c>:
        /// x / (k + alpha / size · Σ x²)^beta, where the sum runs over <paramref name="size"/> channels around each.
        /// </summary>
        /// <param name="size">Channels in the window; of an even number one more lies before than behind.</param>
        /// <param name="alpha">Factor of the mean square.</param>
        /// <param name="beta">The exponent.</param>
        /// <param name="k">Added to it.</param>
        /// <returns>A tensor of the same shape.</returns>
        /// <exception cref="ShapeException">The tensor is no image, or the size is below 1.</exception>
        public Tensor LocalResponseNorm(int size, double alpha = 1e-4, double beta = 0.75, double k = 1) =>
            Apply(new LocalResponseNorm(size, (float)alpha, (float)beta, (float)k), this);
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Normalization by neighbouring channels, <c>torch.nn.LocalResponseNorm</c>.</summary>
    /// <param name="Size">Channels in the window.</param>
    /// <param name="Alpha">Factor of the mean square.</param>
    /// <param name="Beta">The exponent.</param>
    /// <param name="K">Added to the mean square.</param>
    public sealed record LocalResponseNorm(int Size, float Alpha, float Beta, float K) : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            RequireImage(inputs[0]);
            if (Size < 1) throw Error($"size must be at least 1, found {Size}");
            return inputs[0];
        }

        /// <inheritdoc/>
        public override string Describe() => FormattableString.Invariant($"size {Size}, alpha {Alpha}, beta {Beta}, k {K}");
    }
}
