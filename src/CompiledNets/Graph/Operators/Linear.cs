using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Fully connected layer, as <c>torch.nn.Linear</c>; parameters <c>name.weight</c> and <c>name.bias</c>. Over N×F, or over the
        /// channels of every pixel of N×C×H×W, where PyTorch would bring the channels to the end, and back.
        /// </summary>
        /// <param name="name">The state-dict prefix.</param>
        /// <param name="outFeatures">Features of the output.</param>
        /// <param name="bias">Whether the layer has a bias.</param>
        /// <param name="dim">The dimension of the features: 1, also as −1 of N×F.</param>
        /// <returns>N×outFeatures or N×outFeatures×H×W.</returns>
        /// <exception cref="ShapeException">The features are not dimension 1 of the tensor (put <see cref="Flatten"/> before), or outFeatures is below 1.</exception>
        public Tensor Linear(string name, int outFeatures, bool bias = true, int dim = -1)
        {
            var linear = new Linear(name, outFeatures, bias);
            if (Shape.ResolveDimension(dim) != 1) throw linear.Error($"expected an input of shape N×F, found {Shape}; flatten it first");
            return Apply(linear, this);
        }
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Fully connected layer, <c>torch.nn.Linear</c>.</summary>
    /// <param name="Name">The state-dict prefix.</param>
    /// <param name="OutFeatures">Features of the output.</param>
    /// <param name="Bias">Whether the layer has a bias.</param>
    public sealed record Linear(string Name, int OutFeatures, bool Bias) : Operator
    {
        /// <inheritdoc/>
        public override string LayerName => Name;

        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            if (inputs[0].Rank is not (2 or 4)) throw Error($"expected an input of shape N×F or N×C×H×W, found {inputs[0]}");
            if (OutFeatures < 1) throw Error($"outFeatures must be at least 1, found {OutFeatures}");
            return inputs[0].With(1, OutFeatures);
        }

        /// <inheritdoc/>
        public override IEnumerable<Parameter> Parameters(IReadOnlyList<TensorShape> inputs)
        {
            yield return new Parameter($"{Name}.weight", new TensorShape(OutFeatures, inputs[0][1]), ParameterKind.Weight);
            if (Bias) yield return new Parameter($"{Name}.bias", new TensorShape(OutFeatures), ParameterKind.Bias);
        }

        /// <inheritdoc/>
        public override long MultiplyAdds(IReadOnlyList<TensorShape> inputs) => (long)inputs[0].ElementCount * OutFeatures;
    }
}
