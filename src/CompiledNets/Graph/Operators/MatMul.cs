using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>Product of matrices, as <c>torch.matmul</c>: N×R×L times N×L×C, or N×B×R×L times N×B×L×C.</summary>
        /// <param name="other">The right factor.</param>
        /// <returns>N×R×C or N×B×R×C.</returns>
        /// <exception cref="ShapeException">The ranks are not 3 or 4, or the shapes do not fit each other.</exception>
        public Tensor MatMul(Tensor other) => Apply(new MatMul(), this, other);
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Product of matrices, <c>torch.matmul</c>.</summary>
    public sealed record MatMul : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            var (left, right) = (inputs[0], inputs[1]);
            if (left.Rank is not (3 or 4) || left.Rank != right.Rank)
                throw Error($"expected N×R×L times N×L×C or N×B×R×L times N×B×L×C, found {left} times {right}");
            if (!left.Take(left.Rank - 2).SequenceEqual(right.Take(right.Rank - 2)) || left[-1] != right[-2])
                throw Error($"{left} and {right} do not fit: the batches must be equal, and the columns of the left the rows of the right");
            return left.With(-1, right[-1]);
        }
    }
}
