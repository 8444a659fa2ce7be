using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>Convolution over N×C×H×W, as <c>torch.nn.Conv2d</c>; parameters <c>name.weight</c> and <c>name.bias</c>.</summary>
        /// <param name="name">The state-dict prefix.</param>
        /// <param name="outChannels">Channels of the output.</param>
        /// <param name="kernelSize">Height and width of the kernel.</param>
        /// <param name="stride">Step of the kernel; 1 where not given.</param>
        /// <param name="padding">Zeros around the image, or <see cref="Padding.Same"/>.</param>
        /// <param name="dilation">Distance between the kernel's taps; 1 where not given.</param>
        /// <param name="groups">Groups that the channels are split into; each output sees its group only.</param>
        /// <param name="bias">Whether the layer has a bias.</param>
        /// <param name="part">The part of the stored layer that this one is; all of it where not given.</param>
        /// <returns>N×outChannels×H'×W', H' = ⌊(H + padding − dilation·(kernel − 1) − 1) / stride⌋ + 1.</returns>
        /// <exception cref="ShapeException">A number is out of range, the groups do not divide the channels, or the kernel is larger than the padded image.</exception>
        public Tensor Conv2d(
            string name, int outChannels, Size2 kernelSize, Size2? stride = null, Padding padding = default, Size2? dilation = null,
            int groups = 1, bool bias = true, ParameterPart? part = null)
        {
            var layer = new Conv2d(name, outChannels, kernelSize, stride ?? 1, padding, dilation ?? 1, groups, bias);
            layer.RequireImage(Shape);
            layer = layer with { Padding = padding.Resolve(Shape, layer.KernelSize, layer.Stride, layer.Dilation) };
            return Apply(part is null ? layer : layer with { Part = part.Value.Take(layer, part.Value.Dimension == 0 ? outChannels : Channels / groups) }, this);
        }
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Convolution, <c>torch.nn.Conv2d</c>.</summary>
    /// <param name="Name">The state-dict prefix.</param>
    /// <param name="OutChannels">Channels of the output.</param>
    /// <param name="KernelSize">Height and width of the kernel.</param>
    /// <param name="Stride">Step of the kernel.</param>
    /// <param name="Padding">Zeros around the image, in numbers.</param>
    /// <param name="Dilation">Distance between the kernel's taps.</param>
    /// <param name="Groups">Groups that the channels are split into.</param>
    /// <param name="Bias">Whether the layer has a bias.</param>
    public sealed record Conv2d(
        string Name, int OutChannels, Size2 KernelSize, Size2 Stride, Padding Padding, Size2 Dilation, int Groups, bool Bias) : Operator
    {
        /// <summary>The part of the stored layer that this one is; null for all of it.</summary>
        public ParameterPart? Part { get; init; }

        /// <inheritdoc/>
        public override string LayerName => Name;

        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            var input = inputs[0];
            RequireImage(input);
            if (OutChannels < 1) throw Error($"outChannels must be at least 1, found {OutChannels}");
            if (Groups < 1 || input[1] % Groups != 0 || OutChannels % Groups != 0)
                throw Error($"groups ({Groups}) must divide the input's channels ({input[1]} of {input}) and outChannels ({OutChannels})");
            if (Bias && Part is { Dimension: 1 }) throw Error("a part of the inputs has no bias of its own; pass bias: false");
            return Window.InferShape(this, input, OutChannels, KernelSize, Stride, Padding, Dilation, ceilMode: false);
        }

        /// <inheritdoc/>
        public override IEnumerable<Parameter> Parameters(IReadOnlyList<TensorShape> inputs)
        {
            var weight = new TensorShape(OutChannels, inputs[0][1] / Groups, KernelSize.Height, KernelSize.Width);
            yield return new Parameter($"{Name}.weight", weight, ParameterKind.Weight) { Part = Part };
            if (Bias) yield return new Parameter($"{Name}.bias", new TensorShape(OutChannels), ParameterKind.Bias) { Part = Part };
        }

        /// <inheritdoc/>
        public override long MultiplyAdds(IReadOnlyList<TensorShape> inputs) =>
            (long)InferShape(inputs).ElementCount * (inputs[0][1] / Groups) * KernelSize.Height * KernelSize.Width;

        /// <inheritdoc/>
        public override string Describe() =>
            KernelSize.ToString()
            + (Stride == 1 ? "" : Stride.Height == Stride.Width ? $", stride {Stride.Height}" : $", stride {Stride}")
            + (Padding == Padding.None ? "" : $", padding {Padding}")
            + (Dilation == 1 ? "" : Dilation.Height == Dilation.Width ? $", dilation {Dilation.Height}" : $", dilation {Dilation}")
            + (Groups == 1 ? "" : $", groups {Groups}")
            + (Part is { } part ? $", {part}" : "");
    }
}
