using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(Narrow narrow, Dense input, TensorShape shape)
    {
        var inner = input.Inner(narrow.Dimension);
        var (block, part) = (input.Shape[narrow.Dimension] * inner, narrow.Length * inner);
        var output = new double[shape.ElementCount];
        for (var outer = 0; outer < input.Outer(narrow.Dimension); outer++)
            input.Values.AsSpan(outer * block + narrow.Start * inner, part).CopyTo(output.AsSpan(outer * part));
        return output;
    }
}
