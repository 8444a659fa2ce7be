using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>Convolution along a line, as <c>torch.nn.Conv1d</c>; parameters <c>name.weight</c> and <c>name.bias</c>.</summary>
        /// <param name="name">The state-dict prefix.</param>
        /// <param name="outChannels">Channels of the output.</param>
        /// <param name="kernelSize">Length of the kernel.</param>
        /// <param name="stride">Step of the kernel.</param>
        /// <param name="padding">Zeros at both ends.</param>
        /// <param name="dilation">Distance between the kernel's taps.</param>
        /// <param name="groups">Groups that the channels are split into; each output sees its group only.</param>
        /// <param name="bias">Whether the layer has a bias.</param>
        /// <returns>N×outChannels×L', L' = ⌊(L + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1.</returns>
        /// <exception cref="ShapeException">The tensor is not N×C×L, a number is out of range, the groups do not divide the channels, or the kernel is longer than the padded line.</exception>
        public Tensor Conv1d(
            string name, int outChannels, int kernelSize, int stride = 1, int padding = 0, int dilation = 1, int groups = 1, bool bias = true) =>
            Apply(new Conv1d(name, outChannels, kernelSize, stride, padding, dilation, groups, bias), this);
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Convolution along a line, <c>torch.nn.Conv1d</c>.</summary>
    /// <param name="Name">The state-dict prefix.</param>
    /// <param name="OutChannels">Channels of the output.</param>
    /// <param name="KernelSize">Length of the kernel.</param>
    /// <param name="Stride">Step of the kernel.</param>
    /// <param name="Padding">Zeros at both ends.</param>
    /// <param name="Dilation">Distance between the kernel's taps.</param>
    /// <param name="Groups">Groups that the channels are split into.</param>
    /// <param name="Bias">Whether the layer has a bias.</param>
    public sealed record Conv1d(
        string Name, int OutChannels, int KernelSize, int Stride, int Padding, int Dilation, int Groups, bool Bias) : Operator
    {
        /// <inheritdoc/>
        public override string LayerName => Name;

        /// <summary>The same convolution over an image of one row.</summary>
        internal Conv2d OverOneRow => new(Name, OutChannels, (1, KernelSize), (1, Stride), (0, Padding), (1, Dilation), Groups, Bias);

        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            if (inputs[0].Rank != 3) throw Error($"expected an input of shape N×C×L, found {inputs[0]}");
            var row = OverOneRow.InferShape([OneRow(inputs[0])]);
            return new TensorShape(row[0], row[1], row[3]);
        }

        /// <inheritdoc/>
        public override IEnumerable<Parameter> Parameters(IReadOnlyList<TensorShape> inputs)
        {
            yield return new Parameter($"{Name}.weight", new TensorShape(OutChannels, inputs[0][1] / Groups, KernelSize), ParameterKind.Weight);
            if (Bias) yield return new Parameter($"{Name}.bias", new TensorShape(OutChannels), ParameterKind.Bias);
        }

        /// <inheritdoc/>
        public override long MultiplyAdds(IReadOnlyList<TensorShape> inputs) => OverOneRow.MultiplyAdds([OneRow(inputs[0])]);

        /// <inheritdoc/>
        public override string Describe() => OverOneRow.Describe();

        /// <summary>N×C×L as an image of one row.</summary>
        internal static TensorShape OneRow(TensorShape shape) => new(shape[0], shape[1], 1, shape[2]);
    }
}
