using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>The same elements in the same row-major order under another shape, as <c>torch.reshape</c>.</summary>
        /// <param name="shape">The sizes, the batch first; one of them may be −1 and follows from the others.</param>
        /// <exception cref="ShapeException">The numbers of elements differ, or the batch changes.</exception>
        public Tensor Reshape(params int[] shape) => Apply(new Reshape(ResolveSizes(shape)), this);

        private TensorShape ResolveSizes(int[] shape)
        {
            if (shape.Count(size => size == -1) > 1) throw new ShapeException("Reshape: only one size may be -1");
            var known = shape.Where(size => size != -1).Aggregate(1L, (product, size) => product * size);
            if (shape.Contains(-1) && (known < 1 || Shape.ElementCount % known != 0))
                throw new ShapeException($"Reshape: the {Shape.ElementCount} elements of {Shape} are no multiple of {string.Join("×", shape.Where(size => size != -1))}");
            return new TensorShape([.. shape.Select(size => size == -1 ? (int)(Shape.ElementCount / known) : size)]);
        }
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Another shape for the same elements, <c>torch.reshape</c>.</summary>
    /// <param name="Shape">The new shape.</param>
    public sealed record Reshape(TensorShape Shape) : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            if (Shape.ElementCount != inputs[0].ElementCount)
                throw Error($"{inputs[0]} has {inputs[0].ElementCount} elements, {Shape} has {Shape.ElementCount}");
            if (Shape.Rank < 1 || Shape[0] != inputs[0][0])
                throw Error($"dimension 0 is the batch and must stay {inputs[0][0]}, found {Shape}; images must not mix");
            return Shape;
        }
    }
}
