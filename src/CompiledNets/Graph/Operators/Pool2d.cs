using CompiledNets.Operators;

namespace CompiledNets
{
    public sealed partial class Tensor
    {
        /// <summary>Maximum over a sliding window, as <c>torch.nn.MaxPool2d</c>.</summary>
        /// <param name="kernelSize">Height and width of the window.</param>
        /// <param name="stride">Step of the window; the kernel size where not given.</param>
        /// <param name="padding">Rows and columns around the image, which never win; at most half the kernel.</param>
        /// <param name="dilation">Distance between the window's elements; 1 where not given.</param>
        /// <param name="ceilMode">Round the output size up, so that windows may hang over the end.</param>
        /// <returns>N×C×H'×W'.</returns>
        /// <exception cref="ShapeException">The tensor is no image, a number is out of range, or the window is larger than the padded image.</exception>
        public Tensor MaxPool2d(Size2 kernelSize, Size2? stride = null, Padding padding = default, Size2? dilation = null, bool ceilMode = false)
        {
            var pool = new MaxPool2d(kernelSize, stride ?? kernelSize, padding, dilation ?? 1, ceilMode);
            pool.RequireImage(Shape);
            return Apply(pool with { Padding = padding.Resolve(Shape, pool.KernelSize, pool.Stride, pool.Dilation) }, this);
        }

        /// <summary>Mean over a sliding window, as <c>torch.nn.AvgPool2d</c>.</summary>
        /// <param name="kernelSize">Height and width of the window.</param>
        /// <param name="stride">Step of the window; the kernel size where not given.</param>
        /// <param name="padding">Zeros around the image; at most half the kernel.</param>
        /// <param name="ceilMode">Round the output size up, so that windows may hang over the end.</param>
        /// <param name="countIncludePad">Whether padded zeros count in the divisor.</param>
        /// <returns>N×C×H'×W'.</returns>
        /// <exception cref="ShapeException">The tensor is no image, a number is out of range, or the window is larger than the padded image.</exception>
        public Tensor AvgPool2d(
            Size2 kernelSize, Size2? stride = null, Padding padding = default, bool ceilMode = false, bool countIncludePad = true)
        {
            var pool = new AvgPool2d(kernelSize, stride ?? kernelSize, padding, ceilMode, countIncludePad);
            pool.RequireImage(Shape);
            return Apply(pool with { Padding = padding.Resolve(Shape, pool.KernelSize, pool.Stride, 1) }, this);
        }

        /// <summary>Mean over windows that divide the image evenly, as <c>torch.nn.AdaptiveAvgPool2d</c>.</summary>
        /// <param name="outputSize">Height and width of the output; window i of n covers ⌊i·size/n⌋ to ⌈(i+1)·size/n⌉.</param>
        /// <returns>N×C×outputSize.</returns>
        /// <exception cref="ShapeException">The tensor is no image, or the output size is below 1.</exception>
        public Tensor AdaptiveAvgPool2d(Size2 outputSize) => Apply(new AdaptiveAvgPool2d(outputSize), this);
    }
}

namespace CompiledNets.Operators
{
    /// <summary>Maximum over a sliding window, <c>torch.nn.MaxPool2d</c>.</summary>
    /// <param name="KernelSize">Height and width of the window.</param>
    /// <param name="Stride">Step of the window.</param>
    /// <param name="Padding">Rows and columns around the image, in numbers.</param>
    /// <param name="Dilation">Distance between the window's elements.</param>
    /// <param name="CeilMode">Whether the output size is rounded up.</param>
    public sealed record MaxPool2d(Size2 KernelSize, Size2 Stride, Padding Padding, Size2 Dilation, bool CeilMode) : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            RequireImage(inputs[0]);
            Pool.RequireHalf(this, KernelSize, Padding);
            return Window.InferShape(this, inputs[0], inputs[0][1], KernelSize, Stride, Padding, Dilation, CeilMode);
        }

        /// <inheritdoc/>
        public override string Describe() =>
            Pool.Describe(KernelSize, Stride, Padding) + (Dilation == 1 ? "" : $", dilation {Dilation}") + (CeilMode ? ", ceil mode" : "");
    }

    /// <summary>Mean over a sliding window, <c>torch.nn.AvgPool2d</c>.</summary>
    /// <param name="KernelSize">Height and width of the window.</param>
    /// <param name="Stride">Step of the window.</param>
    /// <param name="Padding">Rows and columns around the image, in numbers.</param>
    /// <param name="CeilMode">Whether the output size is rounded up.</param>
    /// <param name="CountIncludePad">Whether padded zeros count in the divisor.</param>
    public sealed record AvgPool2d(Size2 KernelSize, Size2 Stride, Padding Padding, bool CeilMode, bool CountIncludePad) : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            RequireImage(inputs[0]);
            Pool.RequireHalf(this, KernelSize, Padding);
            return Window.InferShape(this, inputs[0], inputs[0][1], KernelSize, Stride, Padding, 1, CeilMode);
        }

        /// <inheritdoc/>
        public override string Describe() =>
            Pool.Describe(KernelSize, Stride, Padding) + (CeilMode ? ", ceil mode" : "") + (CountIncludePad ? "" : ", padding not counted");
    }

    /// <summary>Mean over windows that divide the image evenly, <c>torch.nn.AdaptiveAvgPool2d</c>.</summary>
    /// <param name="OutputSize">Height and width of the output.</param>
    public sealed record AdaptiveAvgPool2d(Size2 OutputSize) : Operator
    {
        /// <inheritdoc/>
        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
        {
            RequireImage(inputs[0]);
            if (OutputSize.Height < 1 || OutputSize.Width < 1) throw Error($"outputSize must be at least 1, found {OutputSize}");
            return inputs[0].With(2, OutputSize.Height).With(3, OutputSize.Width);
        }

        /// <inheritdoc/>
        public override string Describe() => $"to {OutputSize}";
    }

    /// <summary>What the pools have in common.</summary>
    internal static class Pool
    {
        // PyTorch's rule; a wider padding would give windows without a single element of the image.
        public static void RequireHalf(Operator pool, Size2 kernel, Padding padding)
        {
            if (Math.Max(padding.Top, padding.Bottom) > kernel.Height / 2 || Math.Max(padding.Left, padding.Right) > kernel.Width / 2)
                throw pool.Error($"padding {padding} must be at most half of the kernel size {kernel}");
        }

        public static string Describe(Size2 kernel, Size2 stride, Padding padding) =>
            $"{kernel}, stride {stride}" + (padding == Padding.None ? "" : $", padding {padding}");
    }
}
