namespace CompiledNets;

/// <summary>
/// How many rows and columns stand around an image before a window slides over it; converts from one number, a
/// (height, width) tuple as in PyTorch, or (top, left, bottom, right).
/// </summary>
/// <param name="Top">Rows above.</param>
/// <param name="Left">Columns before.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Right">Columns behind.</param>
public readonly record struct Padding(int Top, int Left, int Bottom, int Right)
{
    /// <summary>
    /// TensorFlow's SAME: the output has ⌈size / stride⌉ rows and columns; an odd rest of the padding goes to the bottom and
    /// the right. With stride 1 this is PyTorch's <c>padding='same'</c>.
    /// </summary>
    public static Padding Same { get; } = new(int.MinValue, int.MinValue, int.MinValue, int.MinValue);

    /// <summary>No padding.</summary>
    public static Padding None => default;

    /// <summary>True for <see cref="Same"/>, whose numbers depend on the image.</summary>
    public bool IsSame => this == Same;

    /// <summary>The same number on all four sides.</summary>
    public static implicit operator Padding(int size) => new(size, size, size, size);

    /// <summary>Height on top and bottom, width left and right, as PyTorch writes it.</summary>
    public static implicit operator Padding((int Height, int Width) size) => new(size.Height, size.Width, size.Height, size.Width);

    /// <summary>Each side by itself.</summary>
    public static implicit operator Padding((int Top, int Left, int Bottom, int Right) size) =>
        new(size.Top, size.Left, size.Bottom, size.Right);

    /// <summary>The padding in numbers: <see cref="Same"/> is worked out for an image, other paddings are returned as they are.</summary>
    internal Padding Resolve(TensorShape input, Size2 kernel, Size2 stride, Size2 dilation)
    {
        if (!IsSame) return this;
        var (top, bottom) = SameAlong(input[2], kernel.Height, stride.Height, dilation.Height);
        var (left, right) = SameAlong(input[3], kernel.Width, stride.Width, dilation.Width);
        return new Padding(top, left, bottom, right);
    }

    private static (int Before, int After) SameAlong(int size, int kernel, int stride, int dilation)
    {
        var outputs = (size + stride - 1) / stride;
        var total = Math.Max((outputs - 1) * stride + (kernel - 1) * dilation + 1 - size, 0);
        return (total / 2, total - total / 2);
    }

    /// <summary>One number, height×width or all four sides, whichever says it all.</summary>
    public override string ToString() =>
        IsSame ? "same"
        : Top != Bottom || Left != Right ? $"({Top}, {Left}, {Bottom}, {Right})"
        : Top == Left ? $"{Top}"
        : $"({Top}, {Left})";
}
