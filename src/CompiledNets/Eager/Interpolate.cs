using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(Interpolate interpolate, Dense input, TensorShape shape)
    {
        var width = input.Shape[3];
        var rows = interpolate.Sources(input.Shape[2], shape[2]).ToArray();
        var columns = interpolate.Sources(width, shape[3]).ToArray();
        return PoolPlanes(input, shape, (plane, y, x) =>
        {
            var (top, bottom, down) = rows[y];
            var (left, right, along) = columns[x];
            return (1 - down) * Between(plane[top * width + left], plane[top * width + right], along)
                + down * Between(plane[bottom * width + left], plane[bottom * width + right], along);
        });
    }

    private static double Between(double first, double second, double share) => (1 - share) * first + share * second;
}
