using CompiledNets.Operators;

namespace CompiledNets;

internal sealed partial class EagerInterpreter
{
    private static double[] Compute(Conv2d conv, Dense input, double[][] parameters, TensorShape shape)
    {
        var output = new double[shape.ElementCount];
        var (groups, height) = (conv.Groups, shape[2]);
        Parallel.For(0, shape[0] * groups * height, i =>
            ConvolveRow(conv, input, parameters, shape, output, n: i / height / groups, group: i / height % groups, y: i % height));
        return output;
    }

    // What lies under the kernel is laid out as the weights of one output channel are, so that every output is a dot product.
    private static void ConvolveRow(
        Conv2d conv, Dense input, double[][] parameters, TensorShape shape, double[] output, int n, int group, int y)
    {
        var (outChannels, width) = (conv.OutChannels / conv.Groups, shape[3]);
        var length = input.Shape[1] / conv.Groups * conv.KernelSize.Height * conv.KernelSize.Width;
        var patches = new double[width * length];
        for (var x = 0; x < width; x++) GatherPatch(conv, input, n, group, y, x, patches.AsSpan(x * length, length));
        for (var o = group * outChannels; o < (group + 1) * outChannels; o++)
        {
            var row = output.AsSpan(((n * conv.OutChannels + o) * shape[2] + y) * width, width);
            var weights = parameters[0].AsSpan(o * length, length);
            for (var x = 0; x < width; x++) row[x] = Dot(weights, patches.AsSpan(x * length, length)) + (conv.Bias ? parameters[1][o] : 0);
        }
    }

    private static void GatherPatch(Conv2d conv, Dense input, int n, int group, int y, int x, Span<double> patch)
    {
        var (channels, height, width) = (input.Shape[1] / conv.Groups, input.Shape[2], input.Shape[3]);
        var i = 0;
        for (var c = group * channels; c < (group + 1) * channels; c++)
        {
            var plane = input.Plane(n * input.Shape[1] + c);
            for (var ky = 0; ky < conv.KernelSize.Height; ky++)
                for (var kx = 0; kx < conv.KernelSize.Width; kx++, i++)
                {
                    var row = y * conv.Stride.Height - conv.Padding.Top + ky * conv.Dilation.Height;
                    var column = x * conv.Stride.Width - conv.Padding.Left + kx * conv.Dilation.Width;
                    var isInside = row >= 0 && row < height && column >= 0 && column < width;
                    patch[i] = isInside ? plane[row * width + column] : 0;
                }
        }
    }
}
