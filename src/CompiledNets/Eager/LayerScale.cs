using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(LayerScale scale, Dense input, double[][] parameters)
    {
        var (channels, size) = (input.Shape[1], input.Inner(1));
        return [.. input.Values.Select((x, i) => x * parameters[0][i / size % channels])];
    }
}
