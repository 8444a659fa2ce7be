using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>Mean over some dimensions, as <c>torch.mean</c>.</summary>
        /// <param name="dims">The dimensions; the batch is none of them.</param>
        /// <param name="keepDim">Whether they stay, with size 1.</param>
        /// <exception cref="ShapeException">The tensor has no such dimension, or it is the batch.</exception>
        public Tensor Mean(int[] dims, bool keepDim = false) => Reduce(Reduction.Mean, dims, keepDim);

        /// <summary>Mean over one dimension, as <c>torch.mean</c>.</summary>
        /// <param name="dim">The dimension, not the batch.</param>
        /// <param name="keepDim">Whether it stays, with size 1.</param>
        /// <exception cref="ShapeException">The tensor has no such dimension, or it is the batch.</exception>
        public Tensor Mean(int dim, bool keepDim = false) => Mean([dim], keepDim);

        /// <summary>Sum over some dimensions, as <c>torch.sum</c>.</summary>
        /// <param name="dims">The dimensions; the batch is none of them.</param>
        /// <param name="keepDim">Whether they stay, with size 1.</param>
        /// <exception cref="ShapeException">The tensor has no such dimension, or it is the batch.</exception>
        public Tensor Sum(int[] dims, bool keepDim = false) => Reduce(Reduction.Sum, dims, keepDim);

        /// <summary>Sum over one dimension, as <c>torch.sum</c>.</summary>
        /// <param name="dim">The dimension, not the batch.</param>
        /// <param name="keepDim">Whether it stays, with size 1.</param>
        /// <exception cref="ShapeException">The tensor has no such dimension, or it is the batch.</exception>
        public Tensor Sum(int dim, bool keepDim = false) => Sum([dim], keepDim);

        /// <summary>Maximum over some dimensions, as <c>torch.amax</c>.</summary>
        /// <param name="dims">The dimensions; the batch is none of them.</param>
        /// <param name="keepDim">Whether they stay, with size 1.</param>
        /// <exception cref="ShapeException">The tensor has no such dimension, or it is the batch.</exception>
        public Tensor Amax(int[] dims, bool keepDim = false) => Reduce(Reduction.Max, dims, keepDim);

        /// <summary>Maximum over one dimension, as <c>torch.amax</c>.</summary>
        /// <param name="dim">The dimension, not the batch.</param>
        /// <param name="keepDim">Whether it stays, with size 1.</param>
        /// <exception cref="ShapeException">The tensor has no such dimension, or it is the batch.</exception>
        public Tensor Amax(int dim, bool keepDim = false) => Amax([dim], keepDim);

        private Tensor Reduce(Reduction function, int[] dims, bool keepDim)
        {
            var dimensions = dims.Select(dim => Shape.ResolveDimension(dim)).Distinct().OrderBy(dimension => dimension).ToEquatableArray();
            var reduced = Apply(new Reduce(function, dimensions), this);
            return keepDim ? reduced : reduced.Reshape([.. Shape.Where((_, dimension) => !dimensions.Contains(dimension))]);
        }
    }
}

namespace CompiledNets.Operators
{
    /// <summary>What a reduction makes of many numbers.</summary>
    public enum Reduction
    {
        /// <summary>Their mean.</summary>
        Mean,

        /// <summary>Their sum.</summary>
        Sum,

        /// <summary>The largest.</summary>
        Max,
    }

    /// <summary>One number for all along some dimensions, which stay with size 1.</summary>
    /// <param name="Function">What is made of the numbers.</param>
    /// <param name="Dimensions">The dimensions, counted from 0, ascending.</param>
    public sealed record Reduce(Reduction Function, EquatableArray<int> Dimensions) : Operator
    {
        /// <inheritdoc/>
        public override string Kind => Function == Reduction.Max ? "Amax" : Function.ToString();

        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            if (Dimensions.Count == 0) throw Error("at least one dimension must be named");
            if (Dimensions[0] == 0) throw Error("dimension 0 is the batch; images must not mix");
            return new TensorShape([.. inputs[0].Select((size, dimension) => Dimensions.Contains(dimension) ? 1 : size)]);
        }

        /// <inheritdoc/>
        public override string Describe() => $"over dims {Dimensions}";
    }
}
