using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(LayerNorm norm, Dense input, double[][] parameters)
    {
        // What stands behind the normalized dimensions, as the pixels behind the channels, is normalized each for itself.
        var (count, step) = (norm.NormalizedShape.ElementCount, input.Inner(norm.FirstDimension + norm.NormalizedShape.Rank - 1));
        var output = new double[input.Values.Length];
        for (var outer = 0; outer < input.Outer(norm.FirstDimension); outer++)
            for (var i = 0; i < step; i++)
                Normalize(norm, input.Values, output, outer * count * step + i, count, step, parameters);
        return output;
    }

    private static void Normalize(LayerNorm norm, double[] input, double[] output, int first, int count, int step, double[][] parameters)
    {
        var (mean, variance) = (0.0, 0.0);
        for (var i = 0; i < count; i++) mean += input[first + i * step] / count;
        for (var i = 0; i < count; i++) variance += Square(input[first + i * step] - mean) / count;
        var deviation = Math.Sqrt(variance + norm.Eps);
        for (var i = 0; i < count; i++)
            output[first + i * step] = (input[first + i * step] - mean) / deviation * parameters[0][i] + parameters[1][i];
    }
}
