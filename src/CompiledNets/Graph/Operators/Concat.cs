using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>Joins tensors along the channels or features, as <c>torch.cat(tensors, 1)</c>.</summary>
        /// <param name="tensors">The tensors; all but their channels must agree.</param>
        /// <exception cref="ShapeException">There is none, or their shapes do not fit together.</exception>
        public static Tensor Concat(params Tensor[] tensors) => Concat(tensors, 1);

        /// <summary>Joins tensors along one dimension, as <c>torch.cat</c>.</summary>
        /// <param name="tensors">The tensors; all sizes but that of the dimension must agree.</param>
        /// <param name="dim">The dimension.</param>
        /// <exception cref="ShapeException">There is none, or their shapes do not fit together, or the dimension is the batch.</exception>
        public static Tensor Concat(IEnumerable<Tensor> tensors, int dim = 1)
        {
            var inputs = tensors.ToArray();
            if (inputs.Length == 0) throw new ShapeException("Concat: there is no tensor to join");
            return Apply(new Concat(inputs[0].Shape.ResolveDimension(dim)), inputs);
        }
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Joins its inputs along one dimension, <c>torch.cat</c>.</summary>
    /// <param name="Dimension">The dimension, counted from 0.</param>
    public sealed record Concat(int Dimension) : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            var first = inputs[0];
            if (Dimension == 0) throw Error("dimension 0 is the batch; images must not mix");
            foreach (var other in inputs)
                if (other.Rank != first.Rank || other.With(Dimension, first[Dimension]) != first)
                    throw Error($"{first} and {other} must agree in all dimensions but {Dimension}");
            return first.With(Dimension, inputs.Sum(input => input[Dimension]));
        }

        /// <inheritdoc/>
        public override string Describe() => $"dim {Dimension}";
    }
}
