using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Deals the channels out to the groups in turn, as <c>torch.nn.ChannelShuffle</c>: channel g·(C/groups) + i moves to
        /// i·groups + g (ShuffleNet, arXiv 1707.01083, figure 1).
        /// </summary>
        /// <param name="groups">The number of groups.</param>
        /// <exception cref="ShapeException">The groups do not divide the channels.</exception>
        public Tensor ChannelShuffle(int groups) => Apply(new ChannelShuffle(groups), this);
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Deals the channels out to the groups in turn, <c>torch.nn.ChannelShuffle</c>.</summary>
    /// <param name="Groups">The number of groups.</param>
    public sealed record ChannelShuffle(int Groups) : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            if (inputs[0].Rank < 2) throw Error($"expected an input of shape N×C×H×W, found {inputs[0]}");
            if (Groups < 1 || inputs[0][1] % Groups != 0) throw Error($"groups ({Groups}) must divide the {inputs[0][1]} channels of {inputs[0]}");
            return inputs[0];
        }

        /// <inheritdoc/>
        public override string Describe() => $"groups {Groups}";
    }
}
