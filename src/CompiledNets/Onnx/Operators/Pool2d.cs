using CompiledNets.Operators;

namespace CompiledNets.Onnx;

internal sealed partial class OnnxExporter
{
    private void Export(MaxPool2d pool, OnnxStep step)
    {
        var padding = WholeWindows(pool.KernelSize, pool.Stride, pool.Padding, pool.Dilation, step);
        var dilations = new OnnxAttribute.Integers("dilations", pool.Dilation.Height, pool.Dilation.Width);
        if (FitsWindow(padding, pool.KernelSize)) EmitPool(step, "MaxPool", step.Input, pool.KernelSize, pool.Stride, padding, dilations);
        else EmitPool(step, "MaxPool", EmitPad(step, padding, float.NegativeInfinity), pool.KernelSize, pool.Stride, Padding.None, dilations);
    }

    // What lies behind the padding never counts, while ONNX has a single rule for all that lies outside of the image. Padding that
    // counts becomes part of the image where a window hangs over it.
    private void Export(AvgPool2d pool, OnnxStep step)
    {
        var whole = WholeWindows(pool.KernelSize, pool.Stride, pool.Padding, 1, step);
        var (input, padding, counts) = (step.Input, whole, pool.CountIncludePad && pool.Padding != Padding.None);
        if (counts && HangsOver(whole, pool.Padding))
        {
            input = EmitPad(step, pool.Padding, 0);
            padding = new Padding(0, 0, Math.Max(whole.Bottom - pool.Padding.Bottom, 0), Math.Max(whole.Right - pool.Padding.Right, 0));
            counts = false;
        }
        EmitPool(step, "AveragePool", input, pool.KernelSize, pool.Stride, padding, new OnnxAttribute.Integer("count_include_pad", counts ? 1 : 0));
    }

    private void Export(AdaptiveAvgPool2d pool, OnnxStep step)
    {
        var (size, output) = (new Size2(step.InputShape[2], step.InputShape[3]), pool.OutputSize);
        if (size == output) Skip(step);
        else if (output == 1) Emit(step, "GlobalAveragePool", step.Inputs);
        else if (size.Height % output.Height == 0 && size.Width % output.Width == 0) EmitEvenMeans(step, size, output);
        else EmitUnevenMeans(step, size, output);
    }

    private void EmitEvenMeans(OnnxStep step, Size2 size, Size2 output)
    {
        Size2 window = (size.Height / output.Height, size.Width / output.Width);
        EmitPool(step, "AveragePool", step.Input, window, window, Padding.None);
    }

    // Windows of different sizes are no pool of ONNX; a mean is a product with a matrix of weights, by rows and then by columns.
    private void EmitUnevenMeans(OnnxStep step, Size2 size, Size2 output)
    {
        var rows = Constant(step, "row_means", [output.Height, size.Height], Means(size.Height, output.Height, transposed: false));
        var columns = Constant(step, "column_means", [size.Width, output.Width], Means(size.Width, output.Width, transposed: true));
        Emit(step, "MatMul", [EmitPart(step, "rows", "MatMul", [rows, step.Input]), columns]);
    }

    private static float[] Means(int size, int outputs, bool transposed)
    {
        var matrix = new float[size * outputs];
        for (var output = 0; output < outputs; output++)
        {
            var start = (int)((long)output * size / outputs);
            var end = (int)(((long)(output + 1) * size + outputs - 1) / outputs);
            for (var i = start; i < end; i++) matrix[transposed ? i * outputs + output : output * size + i] = 1f / (end - start);
        }
        return matrix;
    }

    private void EmitPool(
        OnnxStep step, string operation, string input, Size2 kernel, Size2 stride, Padding padding, params OnnxAttribute[] attributes) =>
        Emit(
            step,
            operation,
            [input],
            [
                new OnnxAttribute.Integers("kernel_shape", kernel.Height, kernel.Width),
                new OnnxAttribute.Integers("strides", stride.Height, stride.Width),
                new OnnxAttribute.Integers("pads", padding.Top, padding.Left, padding.Bottom, padding.Right),
                .. attributes,
            ]);

    // The padding with which every window is whole. Runtimes disagree about ceil mode (whether a last window in the padding is
    // dropped, what it divides by), so none is asked for it.
    private static Padding WholeWindows(Size2 kernel, Size2 stride, Padding padding, Size2 dilation, OnnxStep step)
    {
        var (input, output) = (step.InputShape, step.Node.Shape);
        return padding with
        {
            Bottom = Behind(input[2], output[2], kernel.Height, stride.Height, padding.Top, dilation.Height),
            Right = Behind(input[3], output[3], kernel.Width, stride.Width, padding.Left, dilation.Width),
        };
    }

    private static int Behind(int size, int outputs, int kernel, int stride, int before, int dilation) =>
        Math.Max((outputs - 1) * stride + dilation * (kernel - 1) + 1 - size - before, 0);

    private static bool HangsOver(Padding whole, Padding padding) => whole.Bottom > padding.Bottom || whole.Right > padding.Right;

    // Runtimes refuse a padding as wide as the kernel, which a dilated window can need.
    private static bool FitsWindow(Padding padding, Size2 kernel) => padding.Bottom < kernel.Height && padding.Right < kernel.Width;
}
