using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(Activate activation, Dense input) =>
        Array.ConvertAll(input.Values, value => Activate(activation, value));

    // Math.Max and Math.Min hand NaN on, as PyTorch's clamp does.
    private static double Activate(Activate activation, double x) => activation.Function switch
    {
        Activation.Relu => Math.Max(x, 0),
        Activation.Relu6 => Relu6(x),
        Activation.LeakyRelu => x > 0 ? x : activation.Slope * x,
        Activation.Sigmoid => Sigmoid(x),
        Activation.HardSigmoid => Relu6(x + 3) / 6,
        Activation.HardSwish => x * Relu6(x + 3) / 6,
        Activation.Silu => x * Sigmoid(x),
        Activation.Gelu => x * Erf.Complement(-x / Math.Sqrt(2)) / 2,
        Activation.GeluTanh => x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2,
        Activation.Tanh => Math.Tanh(x),
        _ => throw new NotSupportedException($"the eager reference does not compute {activation.Function}"),
    };

    private static double Relu6(double x) => Math.Min(Math.Max(x, 0), 6);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
