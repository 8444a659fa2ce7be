using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>Sum, element by element; sizes of 1 broadcast as in PyTorch.</summary>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator +(Tensor left, Tensor right) => Apply(new Add(), left, right);

        /// <summary>Product, element by element; sizes of 1 broadcast as in PyTorch.</summary>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator *(Tensor left, Tensor right) => Apply(new Multiply(), left, right);

        /// <summary>Difference, element by element; sizes of 1 broadcast as in PyTorch.</summary>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator -(Tensor left, Tensor right) => Apply(new Subtract(), left, right);

        /// <summary>Quotient, element by element; sizes of 1 broadcast as in PyTorch.</summary>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator /(Tensor left, Tensor right) => Apply(new Divide(), left, right);

        /// <summary>Adds a number to every element.</summary>
        public static Tensor operator +(Tensor left, double right) => Apply(new Scale(1, (float)right), left);

        /// <summary>Adds a number to every element.</summary>
        public static Tensor operator +(double left, Tensor right) => right + left;

        /// <summary>Subtracts a number from every element.</summary>
        public static Tensor operator -(Tensor left, double right) => left + -right;

        /// <summary>Subtracts every element from a number.</summary>
        public static Tensor operator -(double left, Tensor right) => Apply(new Scale(-1, (float)left), right);

        /// <summary>The negative of every element.</summary>
        public static Tensor operator -(Tensor tensor) => tensor * -1;

        /// <summary>Multiplies every element by a number.</summary>
        public static Tensor operator *(Tensor left, double right) => Apply(new Scale((float)right, 0), left);

        /// <summary>Multiplies every element by a number.</summary>
        public static Tensor operator *(double left, Tensor right) => right * left;

        /// <summary>Divides every element by a number.</summary>
        public static Tensor operator /(Tensor left, double right) => left * (1 / right);
    }
}

namespace CompiledNets.Operators
{
    /// <summary>An operator on two tensors, element by element, with PyTorch's broadcasting.</summary>
    public abstract record Binary : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            var (left, right) = (inputs[0], inputs[1]);
            var rank = Math.Max(left.Rank, right.Rank);
            var shorter = left.Rank < right.Rank ? left : right;
            if (left.Rank != right.Rank && shorter[0] != 1)
                throw Error($"{left} and {right} have different numbers of dimensions, which would align the batch of {shorter} with another dimension; images must not mix");
            var sizes = new int[rank];
            for (var i = 1; i <= rank; i++)
            {
                var (l, r) = (i <= left.Rank ? left[-i] : 1, i <= right.Rank ? right[-i] : 1);
                if (l != r && l != 1 && r != 1) throw Error($"{left} and {right} do not broadcast: sizes {l} and {r} differ and neither is 1");
                sizes[rank - i] = Math.Max(l, r);
            }
            return new TensorShape(sizes);
        }
    }

    /// <summary>Sum of two tensors.</summary>
    public sealed record Add : Binary;

    /// <summary>Product of two tensors.</summary>
    public sealed record Multiply : Binary;

    /// <summary>Difference of two tensors.</summary>
    public sealed record Subtract : Binary;

    /// <summary>Quotient of two tensors.</summary>
    public sealed record Divide : Binary;

    /// <summary>factor · x + offset with two constants.</summary>
    /// <param name="Factor">The factor.</param>
    /// <param name="Offset">The offset.</param>
    public sealed record Scale(float Factor, float Offset) : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];

        /// <inheritdoc/>
        public override string Describe() => FormattableString.Invariant($"{Factor}·x + {Offset}");
    }
}
