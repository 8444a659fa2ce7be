using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Batch normalization with the running statistics, as <c>torch.nn.BatchNorm2d</c> in eval mode, over N×C×H×W or N×C;
        /// parameters <c>name.weight</c>, <c>name.bias</c>, <c>name.running_mean</c> and <c>name.running_var</c>.
        /// </summary>
        /// <param name="name">The state-dict prefix.</param>
        /// <param name="eps">Added to the variance.</param>
        /// <param name="part">The part of the stored layer that this one is; all of it where not given.</param>
        /// <returns>A tensor of the same shape.</returns>
        /// <exception cref="ShapeException">The tensor has fewer than two dimensions, or eps is negative.</exception>
        public Tensor BatchNorm2d(string name, double eps = 1e-5, ParameterPart? part = null)
        {
            var layer = new BatchNorm2d(name, eps);
            return Apply(part is null ? layer : layer with { Part = part.Value.Take(layer, Channels) }, this);
        }
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Batch normalization in eval mode, <c>torch.nn.BatchNorm2d</c>.</summary>
    /// <param name="Name">The state-dict prefix.</param>
    /// <param name="Eps">Added to the variance.</param>
    public sealed record BatchNorm2d(string Name, double Eps) : Operator
    {
        /// <summary>The part of the stored layer that this one is; null for all of it.</summary>
        public ParameterPart? Part { get; init; }

        /// <inheritdoc/>
        public override string LayerName => Name;

        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            if (inputs[0].Rank < 2) throw Error($"expected an input of shape N×C or N×C×H×W, found {inputs[0]}");
            if (Eps < 0) throw Error($"eps must not be negative, found {Eps}");
            return inputs[0];
        }

        /// <inheritdoc/>
        public override IEnumerable<Parameter> Parameters(IReadOnlyList<TensorShape> inputs)
        {
            var shape = new TensorShape(inputs[0][1]);
            yield return new Parameter($"{Name}.weight", shape, ParameterKind.Scale) { Part = Part };
            yield return new Parameter($"{Name}.bias", shape, ParameterKind.Bias) { Part = Part };
            yield return new Parameter($"{Name}.running_mean", shape, ParameterKind.RunningMean) { Part = Part };
            yield return new Parameter($"{Name}.running_var", shape, ParameterKind.RunningVariance) { Part = Part };
        }
    }
}
