using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>max(x, 0).</summary>
        public Tensor Relu() => Activate(Activation.Relu);

        /// <summary>min(max(x, 0), 6).</summary>
        public Tensor Relu6() => Activate(Activation.Relu6);

        /// <summary>x where positive, else negativeSlope · x.</summary>
        /// <param name="negativeSlope">Slope below zero.</param>
        public Tensor LeakyRelu(double negativeSlope = 0.01) => Apply(new Activate(Activation.LeakyRelu, (float)negativeSlope), this);

        /// <summary>1 / (1 + e^−x).</summary>
        public Tensor Sigmoid() => Activate(Activation.Sigmoid);

        /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
        public Tensor HardSigmoid() => Activate(Activation.HardSigmoid);

        /// <summary>x · min(max(x + 3, 0), 6) / 6.</summary>
        public Tensor HardSwish() => Activate(Activation.HardSwish);

        /// <summary>x · sigmoid(x), also called swish.</summary>
        public Tensor Silu() => Activate(Activation.Silu);

        /// <summary>x · Φ(x) with the normal distribution Φ, as <c>torch.nn.GELU</c>.</summary>
        /// <param name="approximate"><c>none</c>, or <c>tanh</c> for the approximation of the first transformers.</param>
        /// <exception cref="ShapeException">There is no such approximation.</exception>
        public Tensor Gelu(string approximate = "none") => approximate switch
        {
            "none" => Activate(Activation.Gelu),
            "tanh" => Activate(Activation.GeluTanh),
            _ => throw new ShapeException($"Gelu: approximate must be none or tanh, found {approximate}"),
        };

        /// <summary>The hyperbolic tangent.</summary>
        public Tensor Tanh() => Activate(Activation.Tanh);

        private Tensor Activate(Activation function) => Apply(new Activate(function), this);
    }
}

namespace CompiledNets.Operators
{
    /// <summary>The activation functions.</summary>
    public enum Activation
    {
        /// <summary>max(x, 0).</summary>
        Relu,

        /// <summary>min(max(x, 0), 6).</summary>
        Relu6,

        /// <summary>x where positive, else slope · x.</summary>
        LeakyRelu,

        /// <summary>1 / (1 + e^−x).</summary>
        Sigmoid,

        /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
        HardSigmoid,

        /// <summary>x · min(max(x + 3, 0), 6) / 6.</summary>
        HardSwish,

        /// <summary>x · sigmoid(x).</summary>
        Silu,

        /// <summary>x · (1 + erf(x / √2)) / 2.</summary>
        Gelu,

        /// <summary>x · (1 + tanh(√(2 / π) · (x + 0.044715 · x³))) / 2.</summary>
        GeluTanh,

        /// <summary>The hyperbolic tangent.</summary>
        Tanh,
    }

    /// <summary>An activation function, element by element.</summary>
    /// <param name="Function">Which one.</param>
    /// <param name="Slope">Slope below zero of a leaky ReLU; 0 for the others.</param>
    public sealed record Activate(Activation Function, float Slope = 0) : Operator
    {
        /// <inheritdoc/>
        public override string Kind => Function.ToString();

        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];

        /// <inheritdoc/>
        public override string Describe() =>
            Function == Activation.LeakyRelu ? FormattableString.Invariant($"slope {Slope}") : "";
    }
}
