using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(LocalResponseNorm norm, Dense input)
    {
        var (channels, size) = (input.Shape[1], input.Inner(1));
        var output = new double[input.Values.Length];
        for (var i = 0; i < output.Length; i++)
        {
            var c = i / size % channels;
            var sum = 0.0;
            for (var other = Math.Max(c - norm.Size / 2, 0); other <= Math.Min(c + (norm.Size - 1) / 2, channels - 1); other++)
                sum += Square(input.Values[i + (other - c) * size]);
            output[i] = input.Values[i] / Math.Pow(norm.K + norm.Alpha / (double)norm.Size * sum, norm.Beta);
        }
        return output;
    }

    private static double Square(double x) => x * x;
}
