using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(ChannelShuffle shuffle, Dense input)
    {
        var (channels, size) = (input.Shape[1], input.Inner(1));
        var perGroup = channels / shuffle.Groups;
        var output = new double[input.Values.Length];
        for (var n = 0; n < input.Shape[0]; n++)
            for (var c = 0; c < channels; c++)
            {
                var moved = c % perGroup * shuffle.Groups + c / perGroup;
                input.Values.AsSpan((n * channels + c) * size, size).CopyTo(output.AsSpan((n * channels + moved) * size));
            }
        return output;
    }
}
