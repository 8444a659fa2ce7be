using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(Permute permute, Dense input, TensorShape shape)
    {
        var steps = permute.Order.Select(input.Inner).ToArray();
        var output = new double[shape.ElementCount];
        for (var i = 0; i < output.Length; i++)
        {
            var (rest, source) = (i, 0);
            for (var dimension = shape.Rank - 1; dimension >= 0; dimension--)
            {
                rest = Math.DivRem(rest, shape[dimension], out var position);
                source += position * steps[dimension];
            }
            output[i] = input.Values[source];
        }
        return output;
    }
}
