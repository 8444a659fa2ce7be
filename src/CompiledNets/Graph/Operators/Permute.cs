using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>Brings the dimensions into another order, as <c>torch.permute</c>.</summary>
        /// <param name="dims">For each dimension of the result which one of the tensor it is; the batch stays first.</param>
        /// <exception cref="ShapeException">The numbers are no order of the dimensions, or the batch moves.</exception>
        public Tensor Permute(params int[] dims) =>
            Apply(new Permute(dims.Select(dim => Shape.ResolveDimension(dim)).ToEquatableArray()), this);

        /// <summary>Exchanges two dimensions, as <c>torch.transpose</c>.</summary>
        /// <param name="dim0">The one.</param>
        /// <param name="dim1">The other.</param>
        /// <exception cref="ShapeException">The tensor has no such dimension, or it is the batch.</exception>
        public Tensor Transpose(int dim0, int dim1)
        {
            var order = Enumerable.Range(0, Shape.Rank).ToArray();
            order[Shape.ResolveDimension(dim0)] = Shape.ResolveDimension(dim1);
            order[Shape.ResolveDimension(dim1)] = Shape.ResolveDimension(dim0);
            return Permute(order);
        }
    }
}

namespace CompiledNets.Operators
{
    /// <summary>The dimensions in another order, <c>torch.permute</c>.</summary>
    /// <param name="Order">For each dimension of the result which one of the input it is, counted from 0.</param>
    public sealed record Permute(EquatableArray<int> Order) : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            if (!Order.OrderBy(dimension => dimension).SequenceEqual(Enumerable.Range(0, inputs[0].Rank)))
                throw Error($"{Order} is no order of the {inputs[0].Rank} dimensions of {inputs[0]}");
            if (Order[0] != 0) throw Error("dimension 0 is the batch; images must not mix");
            return new TensorShape([.. Order.Select(dimension => inputs[0][dimension])]);
        }

        /// <inheritdoc/>
        public override string Describe() => $"to {Order}";
    }
}
