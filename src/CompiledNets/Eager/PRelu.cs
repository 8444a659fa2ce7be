using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(PRelu prelu, Dense input, double[][] parameters)
    {
        var size = input.Inner(1);
        return [.. input.Values.Select((x, i) => x > 0 ? x : parameters[0][i / size % prelu.NumParameters] * x)];
    }
}
