using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(Scale scale, Dense input) =>
        Array.ConvertAll(input.Values, value => scale.Factor * value + scale.Offset);

    private static double[] Broadcast(Dense left, Dense right, TensorShape shape, Func<double, double, double> function)
    {
        var (leftSteps, rightSteps) = (Steps(left.Shape, shape), Steps(right.Shape, shape));
        var output = new double[shape.ElementCount];
        for (var i = 0; i < output.Length; i++)
        {
            var (rest, l, r) = (i, 0, 0);
            for (var dimension = shape.Rank - 1; dimension >= 0; dimension--)
            {
                rest = Math.DivRem(rest, shape[dimension], out var position);
                l += position * leftSteps[dimension];
                r += position * rightSteps[dimension];
            }
            output[i] = function(left.Values[l], right.Values[r]);
        }
        return output;
    }

    // How far a step along each dimension of the result moves in the operand: nowhere along those that it broadcasts.
    private static int[] Steps(TensorShape operand, TensorShape result)
    {
        var steps = new int[result.Rank];
        var step = 1;
        for (var i = 1; i <= operand.Rank; i++)
        {
            steps[^i] = operand[-i] == 1 ? 0 : step;
            step *= operand[-i];
        }
        return steps;
    }
}
