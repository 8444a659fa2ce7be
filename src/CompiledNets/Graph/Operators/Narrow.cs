using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>A slice as in NumPy, one range per dimension from the batch on: <c>x[.., ..16]</c> has the first 16 channels.</summary>
        /// <param name="ranges">A range per dimension; dimensions without one stay whole.</param>
        /// <exception cref="ShapeException">There are more ranges than dimensions, one is empty or out of range, or the batch is cut.</exception>
        public Tensor this[params Range[] ranges]
        {
            get
            {
                if (ranges.Length > Shape.Rank) throw new ShapeException($"{ranges.Length} ranges for the {Shape.Rank} dimensions of {Shape}");
                var result = this;
                for (var dim = 0; dim < ranges.Length; dim++)
                {
                    var start = ranges[dim].Start.GetOffset(Shape[dim]);
                    var end = ranges[dim].End.GetOffset(Shape[dim]);
                    if (start != 0 || end != Shape[dim]) result = result.Narrow(dim, start, end - start);
                }
                return result;
            }
        }

        /// <summary>Part of the tensor along one dimension, as <c>torch.narrow</c>.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="start">First element.</param>
        /// <param name="length">Number of elements.</param>
        /// <exception cref="ShapeException">The part does not lie within the tensor, or the dimension is the batch.</exception>
        public Tensor Narrow(int dim, int start, int length) => Apply(new Narrow(Shape.ResolveDimension(dim), start, length), this);

        /// <summary>Cuts the tensor into parts of one size, the last of which may be smaller, as <c>torch.split</c>.</summary>
        /// <param name="splitSize">The size of a part.</param>
        /// <param name="dim">The dimension.</param>
        /// <exception cref="ShapeException">The size is below 1, or the dimension does not exist or is the batch.</exception>
        public Tensor[] Split(int splitSize, int dim = 1)
        {
            if (splitSize < 1) throw new ShapeException($"Split: splitSize must be at least 1, found {splitSize}");
            var size = Shape[Shape.ResolveDimension(dim)];
            var parts = (size + splitSize - 1) / splitSize;
            return Split(Enumerable.Range(0, parts).Select(part => Math.Min(splitSize, size - part * splitSize)).ToArray(), dim);
        }

        /// <summary>Cuts the tensor into parts of the given sizes, as <c>torch.split</c>.</summary>
        /// <param name="splitSizes">The sizes; their sum must be that of the dimension.</param>
        /// <param name="dim">The dimension.</param>
        /// <exception cref="ShapeException">The sum is wrong, a size is below 1, or the dimension does not exist or is the batch.</exception>
        public Tensor[] Split(int[] splitSizes, int dim = 1)
        {
            var size = Shape[Shape.ResolveDimension(dim)];
            if (splitSizes.Sum() != size)
                throw new ShapeException($"Split: the sizes {string.Join(" + ", splitSizes)} do not add up to the {size} of dimension {dim} of {Shape}");
            var parts = new Tensor[splitSizes.Length];
            var start = 0;
            for (var i = 0; i < parts.Length; start += splitSizes[i], i++) parts[i] = Narrow(dim, start, splitSizes[i]);
            return parts;
        }

        /// <summary>Cuts the tensor into at most so many parts of ⌈size / chunks⌉ elements, as <c>torch.chunk</c>.</summary>
        /// <param name="chunks">The number of parts.</param>
        /// <param name="dim">The dimension.</param>
        /// <exception cref="ShapeException">The number is below 1, or the dimension does not exist or is the batch.</exception>
        public Tensor[] Chunk(int chunks, int dim = 1)
        {
            if (chunks < 1) throw new ShapeException($"Chunk: chunks must be at least 1, found {chunks}");
            return Split((Shape[Shape.ResolveDimension(dim)] + chunks - 1) / chunks, dim);
        }
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Part of its input along one dimension, <c>torch.narrow</c>; splits, chunks and slices are made of it.</summary>
    /// <param name="Dimension">The dimension, counted from 0.</param>
    /// <param name="Start">First element.</param>
    /// <param name="Length">Number of elements.</param>
    public sealed record Narrow(int Dimension, int Start, int Length) : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            if (Dimension == 0) throw Error("dimension 0 is the batch; images must not mix");
            if (Start < 0 || Length < 1 || (long)Start + Length > inputs[0][Dimension])
                throw Error($"elements {Start} to {(long)Start + Length} do not lie within dimension {Dimension} of {inputs[0]}");
            return inputs[0].With(Dimension, Length);
        }

        /// <inheritdoc/>
        public override string Describe() => $"dim {Dimension}, {Start} to {Start + Length}";
    }
}
