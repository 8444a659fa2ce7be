using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>Does nothing at inference, as <c>torch.nn.Dropout</c>; here so that a declaration can follow its model line by line.</summary>
        /// <param name="p">The probability of training.</param>
        public Tensor Dropout(double p = 0.5) => Apply(new Dropout(p), this);
    }
}

namespace CompiledNets.Operators
{
    /// <summary>The identity at inference, <c>torch.nn.Dropout</c>.</summary>
    /// <param name="P">The probability of training.</param>
    public sealed record Dropout(double P) : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];
    }
}
