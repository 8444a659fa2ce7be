using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>Joins all dimensions from one on into a single one, as <c>torch.flatten</c>.</summary>
        /// <param name="startDim">The first dimension to join; the batch stays by itself.</param>
        /// <exception cref="ShapeException">The tensor has no such dimension, or it is the batch.</exception>
        public Tensor Flatten(int startDim = 1) => Apply(new Flatten(Shape.ResolveDimension(startDim)), this);
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Joins all dimensions from one on, <c>torch.flatten</c>.</summary>
    /// <param name="StartDimension">The first dimension to join, counted from 0.</param>
    public sealed record Flatten(int StartDimension) : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            if (inputs[0].ResolveDimension(StartDimension) == 0) throw Error("dimension 0 is the batch; images must not mix");
            var kept = inputs[0].Take(StartDimension);
            return new TensorShape([.. kept, inputs[0].Skip(StartDimension).Aggregate(1, (product, size) => product * size)]);
        }
    }
}
