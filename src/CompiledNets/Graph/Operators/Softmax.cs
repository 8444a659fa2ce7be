using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>e^x divided by the sum of e^x along one dimension, as <c>torch.nn.functional.softmax</c>.</summary>
        /// <param name="dim">The dimension to normalize over; the channels or features where not given.</param>
        /// <returns>A tensor of the same shape.</returns>
        /// <exception cref="ShapeException">The tensor has no such dimension, or it is the batch.</exception>
        public Tensor Softmax(int dim = 1) => Apply(new Softmax(Shape.ResolveDimension(dim)), this);
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Softmax along one dimension.</summary>
    /// <param name="Dimension">The dimension, counted from 0.</param>
    public sealed record Softmax(int Dimension) : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            if (inputs[0].ResolveDimension(Dimension) == 0) throw Error("dimension 0 is the batch; images must not mix");
            return inputs[0];
        }

        /// <inheritdoc/>
        public override string Describe() => $"dim {Dimension}";
    }
}
