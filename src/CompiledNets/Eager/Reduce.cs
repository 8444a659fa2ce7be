using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(Reduce reduce, Dense input, TensorShape shape)
    {
        var steps = Steps(shape, input.Shape);
        var output = new double[shape.ElementCount];
        if (reduce.Function == Reduction.Max) Array.Fill(output, double.NegativeInfinity);
        for (var i = 0; i < input.Values.Length; i++)
        {
            var (rest, target) = (i, 0);
            for (var dimension = shape.Rank - 1; dimension >= 0; dimension--)
            {
                rest = Math.DivRem(rest, input.Shape[dimension], out var position);
                target += position * steps[dimension];
            }
            // Math.Max hands NaN on, as PyTorch's amax does.
            output[target] = reduce.Function == Reduction.Max ? Math.Max(output[target], input.Values[i]) : output[target] + input.Values[i];
        }
        var count = input.Values.Length / output.Length;
        return reduce.Function == Reduction.Mean ? Array.ConvertAll(output, sum => sum / count) : output;
    }
}
