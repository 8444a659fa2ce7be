using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>Puts constant rows and columns around an image, as <c>torch.nn.functional.pad</c>.</summary>
        /// <param name="padding">How many on each side.</param>
        /// <param name="value">What they hold.</param>
        /// <returns>N×C×(top + H + bottom)×(left + W + right).</returns>
        /// <exception cref="ShapeException">The tensor is no image, or a number is negative.</exception>
        public Tensor Pad(Padding padding, double value = 0) => Apply(new Pad(padding, (float)value), this);
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Constant rows and columns around an image, <c>torch.nn.functional.pad</c>.</summary>
    /// <param name="Padding">How many on each side.</param>
    /// <param name="Value">What they hold.</param>
    public sealed record Pad(Padding Padding, float Value) : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            RequireImage(inputs[0]);
            if (Padding.Top < 0 || Padding.Left < 0 || Padding.Bottom < 0 || Padding.Right < 0)
                throw Error($"padding must not be negative, found {Padding}");
            return inputs[0]
                .With(2, Padding.Top + inputs[0][2] + Padding.Bottom)
                .With(3, Padding.Left + inputs[0][3] + Padding.Right);
        }

        /// <inheritdoc/>
        public override string Describe() => FormattableString.Invariant($"{Padding} with {Value}");
    }
}
