using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(Concat concat, Dense[] inputs, TensorShape shape)
    {
        var output = new double[shape.ElementCount];
        var written = 0;
        for (var outer = 0; outer < inputs[0].Outer(concat.Dimension); outer++)
            foreach (var input in inputs)
            {
                var length = input.Shape[concat.Dimension] * input.Inner(concat.Dimension);
                input.Values.AsSpan(outer * length, length).CopyTo(output.AsSpan(written));
                written += length;
            }
        return output;
    }
}
