using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(Conv1d conv, Dense input, double[][] parameters, TensorShape shape) =>
        Compute(conv.OverOneRow, new Dense(Conv1d.OneRow(input.Shape), input.Values), parameters, Conv1d.OneRow(shape));
}
