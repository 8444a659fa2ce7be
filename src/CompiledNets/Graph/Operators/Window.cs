namespace CompiledNets.Operators;

/// <summary>The arithmetic of a window that slides over an image, shared by convolutions and pools.</summary>
internal static class Window
{
    /// <summary>Shape of the output of a sliding window, or a <see cref="ShapeException"/> that says which number is wrong.</summary>
    public static TensorShape InferShape(
        Operator operation, TensorShape input, int channels, Size2 kernel, Size2 stride, Padding padding, Size2 dilation, bool ceilMode)
    {
        Require(operation, kernel, "kernelSize", 1);
        Require(operation, stride, "stride", 1);
        Require(operation, dilation, "dilation", 1);
        if (padding.Top < 0 || padding.Left < 0 || padding.Bottom < 0 || padding.Right < 0)
            throw operation.Error($"padding must not be negative, found {padding}");
        var height = Outputs(input[2], kernel.Height, stride.Height, padding.Top, padding.Bottom, dilation.Height, ceilMode);
        var width = Outputs(input[3], kernel.Width, stride.Width, padding.Left, padding.Right, dilation.Width, ceilMode);
        if (height < 1 || width < 1)
            throw operation.Error($"a {kernel} kernel with padding {padding} and dilation {dilation} is larger than the image {input}");
        return new TensorShape(input[0], channels, height, width);
    }

    // PyTorch drops a last window of ceil mode that would start in the padding behind the image.
    private static int Outputs(int size, int kernel, int stride, int before, int after, int dilation, bool ceilMode)
    {
        var span = (long)size + before + after - (long)dilation * (kernel - 1) - 1;
        if (span < 0) return 0;
        var outputs = (ceilMode ? span + stride - 1 : span) / stride + 1;
        return (int)Math.Min(int.MaxValue, ceilMode && (outputs - 1) * stride >= (long)size + before ? outputs - 1 : outputs);
    }

    private static void Require(Operator operation, Size2 size, string what, int least)
    {
        if (size.Height < least || size.Width < least) throw operation.Error($"{what} must be at least {least}, found {size}");
    }
}
