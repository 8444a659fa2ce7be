using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(Softmax softmax, Dense input)
    {
        var (size, inner) = (input.Shape[softmax.Dimension], input.Inner(softmax.Dimension));
        var output = new double[input.Values.Length];
        for (var outer = 0; outer < input.Outer(softmax.Dimension); outer++)
            for (var i = 0; i < inner; i++)
                Softmax(input.Values, output, outer * size * inner + i, size, inner);
        return output;
    }

    // The largest element is subtracted first, or e^x would overflow.
    private static void Softmax(double[] input, double[] output, int first, int count, int step)
    {
        var (largest, sum) = (double.NegativeInfinity, 0.0);
        for (var i = 0; i < count; i++) largest = Math.Max(largest, input[first + i * step]);
        for (var i = 0; i < count; i++) sum += output[first + i * step] = Math.Exp(input[first + i * step] - largest);
        for (var i = 0; i < count; i++) output[first + i * step] /= sum;
    }
}
