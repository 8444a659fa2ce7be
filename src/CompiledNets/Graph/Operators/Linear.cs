using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>Fully connected layer over N×F, as <c>torch.nn.Linear</c>; parameters <c>name.weight</c> and <c>name.bias</c>.</summary>
        /// <param name="name">The state-dict prefix.</param>
        /// <param name="outFeatures">Features of the output.</param>
        /// <param name="bias">Whether the layer has a bias.</param>
        /// <returns>N×outFeatures.</returns>
        /// <exception cref="ShapeException">The tensor is not N×F (put <see cref="Flatten"/> before), or outFeatures is below 1.</exception>
        public Tensor Linear(string name, int outFeatures, bool bias = true) => Apply(new Linear(name, outFeatures, bias), this);
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
            if (inputs[0].Rank != 2) throw Error($"expected an input of shape N×F, found {inputs[0]}; flatten it first");
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
