using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(BatchNorm2d norm, Dense input, double[][] parameters)
    {
        var (weight, bias, mean, variance) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var (channels, size) = (input.Shape[1], input.Inner(1));
        var output = new double[input.Values.Length];
        for (var i = 0; i < output.Length; i++)
        {
            var c = i / size % channels;
            output[i] = (input.Values[i] - mean[c]) / Math.Sqrt(variance[c] + norm.Eps) * weight[c] + bias[c];
        }
        return output;
    }
}
