using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>x where positive, else slope · x with learned slopes, as <c>torch.nn.PReLU</c>; parameter <c>name.weight</c>.</summary>
        /// <param name="name">The state-dict prefix.</param>
        /// <param name="numParameters">The number of slopes: 1, or one per channel, which is meant where not given.</param>
        /// <returns>A tensor of the same shape.</returns>
        /// <exception cref="ShapeException">The tensor has no channels, or the number is neither 1 nor theirs.</exception>
        public Tensor PRelu(string name, int? numParameters = null) =>
            Apply(new PRelu(name, numParameters ?? (Shape.Rank < 2 ? 1 : Shape[1])), this);
    }
}

namespace CompiledNets.Operators
{
    /// <summary>ReLU with learned slopes below zero, <c>torch.nn.PReLU</c>.</summary>
    /// <param name="Name">The state-dict prefix.</param>
    /// <param name="NumParameters">The number of slopes.</param>
    public sealed record PRelu(string Name, int NumParameters) : Operator
    {
        /// <inheritdoc/>
        public override string LayerName => Name;

        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            if (inputs[0].Rank < 2) throw Error($"expected an input of shape N×C or N×C×H×W, found {inputs[0]}");
            if (NumParameters != 1 && NumParameters != inputs[0][1])
                throw Error($"numParameters must be 1 or the {inputs[0][1]} channels of {inputs[0]}, found {NumParameters}");
            return inputs[0];
        }

        /// <inheritdoc/>
        public override IEnumerable<Parameter> Parameters(IReadOnlyList<TensorShape> inputs)
        {
            yield return new Parameter($"{Name}.weight", new TensorShape(NumParameters), ParameterKind.Slope);
        }
    }
}
