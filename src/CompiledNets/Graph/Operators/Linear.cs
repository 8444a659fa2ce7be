using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Fully connected layer, as <c>torch.nn.Linear</c>; parameters <c>name.weight</c> and <c>name.bias</c>. Over the features of
        /// N×F or of every token of N×L×F; with <c>dim: 3</c> over those of every pixel of N×H×W×F, and with <c>dim: 1</c> over the
        /// channels of every pixel of N×C×H×W, where PyTorch would bring the channels to the end, and back.
        /// </summary>
        /// <param name="name">The state-dict prefix.</param>
        /// <param name="outFeatures">Features of the output.</param>
        /// <param name="bias">Whether the layer has a bias.</param>
        /// <param name="dim">The dimension of the features, which an image must name, as most images that come here were to be flattened.</param>
        /// <returns>The shape of the tensor with outFeatures in place of its features.</returns>
        /// <exception cref="ShapeException">The features are neither dimension 1 nor the last, the tensor is an image without a given dim (put <see cref="Flatten"/> before), or outFeatures is below 1.</exception>
        public Tensor Linear(string name, int outFeatures, bool bias = true, int dim = -1)
        {
            var linear = new Linear(name, outFeatures, bias);
            if (Shape.Rank == 4 && dim == -1)
                throw linear.Error($"expected an input of shape N×F or N×L×F, found {Shape}; flatten it first, or pass dim: 1 (channels) or dim: 3 for a layer at every pixel");
            var features = Shape.ResolveDimension(dim);
            if (features == 1 && Shape.Rank != 3) return Apply(linear, this);
            if (features == 0 || features != Shape.Rank - 1) throw linear.Error($"dimension {dim} of {Shape} cannot be its features; pass the last, or 1 for an image");
            if (Shape.Rank == 3) return Reshape(Shape[0], 1, Shape[1], Shape[2]).Linear(name, outFeatures, bias, dim: 3).Reshape(Shape[0], Shape[1], outFeatures);
            return Apply(linear, Permute(0, 3, 1, 2)).Permute(0, 2, 3, 1);
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
