using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(Pad pad, Dense input, TensorShape shape)
    {
        var (height, width) = (input.Shape[2], input.Shape[3]);
        var output = new double[shape.ElementCount];
        Array.Fill(output, pad.Value);
        for (var plane = 0; plane < input.Outer(2); plane++)
            for (var y = 0; y < height; y++)
                input.Plane(plane).Slice(y * width, width)
                    .CopyTo(output.AsSpan((plane * shape[2] + pad.Padding.Top + y) * shape[3] + pad.Padding.Left));
        return output;
    }
}
