using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(MaxPool2d pool, Dense input, TensorShape shape) =>
        PoolPlanes(input, shape, (plane, y, x) => MaxUnder(pool, plane, input.Shape[2], input.Shape[3], y, x));

    private static double[] Compute(AvgPool2d pool, Dense input, TensorShape shape) =>
        PoolPlanes(input, shape, (plane, y, x) => MeanUnder(pool, plane, input.Shape[2], input.Shape[3], y, x));

    private static double[] Compute(AdaptiveAvgPool2d pool, Dense input, TensorShape shape)
    {
        var (height, width) = (input.Shape[2], input.Shape[3]);
        return PoolPlanes(input, shape, (plane, y, x) =>
        {
            var rows = AdaptiveRange(y, height, shape[2]);
            var columns = AdaptiveRange(x, width, shape[3]);
            return Sum(plane, width, rows, columns) / ((rows.End - rows.Start) * (columns.End - columns.Start));
        });
    }

    private delegate double PlaneFunction(ReadOnlySpan<double> plane, int y, int x);

    private static double[] PoolPlanes(Dense input, TensorShape shape, PlaneFunction function)
    {
        var output = new double[shape.ElementCount];
        var i = 0;
        for (var plane = 0; plane < input.Outer(2); plane++)
            for (var y = 0; y < shape[2]; y++)
                for (var x = 0; x < shape[3]; x++)
                    output[i++] = function(input.Plane(plane), y, x);
        return output;
    }

    // Math.Max hands NaN on, as PyTorch's max pool does.
    private static double MaxUnder(MaxPool2d pool, ReadOnlySpan<double> plane, int height, int width, int y, int x)
    {
        var largest = double.NegativeInfinity;
        for (var ky = 0; ky < pool.KernelSize.Height; ky++)
            for (var kx = 0; kx < pool.KernelSize.Width; kx++)
            {
                var row = y * pool.Stride.Height - pool.Padding.Top + ky * pool.Dilation.Height;
                var column = x * pool.Stride.Width - pool.Padding.Left + kx * pool.Dilation.Width;
                if (row < 0 || row >= height || column < 0 || column >= width) continue;
                largest = Math.Max(largest, plane[row * width + column]);
            }
        return largest;
    }

    // A window of ceil mode hangs over the padding's end; what lies beyond it counts for nothing, whatever CountIncludePad says.
    private static double MeanUnder(AvgPool2d pool, ReadOnlySpan<double> plane, int height, int width, int y, int x)
    {
        var (top, left) = (y * pool.Stride.Height - pool.Padding.Top, x * pool.Stride.Width - pool.Padding.Left);
        var bottom = Math.Min(top + pool.KernelSize.Height, height + pool.Padding.Bottom);
        var right = Math.Min(left + pool.KernelSize.Width, width + pool.Padding.Right);
        var rows = (Start: Math.Max(top, 0), End: Math.Min(bottom, height));
        var columns = (Start: Math.Max(left, 0), End: Math.Min(right, width));
        var count = pool.CountIncludePad ? (bottom - top) * (right - left) : (rows.End - rows.Start) * (columns.End - columns.Start);
        return Sum(plane, width, rows, columns) / count;
    }

    private static (int Start, int End) AdaptiveRange(int index, int size, int outputs) =>
        ((int)((long)index * size / outputs), (int)(((long)(index + 1) * size + outputs - 1) / outputs));

    private static double Sum(ReadOnlySpan<double> plane, int width, (int Start, int End) rows, (int Start, int End) columns)
    {
        var sum = 0.0;
        for (var row = rows.Start; row < rows.End; row++)
            for (var column = columns.Start; column < columns.End; column++)
                sum += plane[row * width + column];
        return sum;
    }
}
