namespace CompiledNets;

/// <summary>A height and a width, as for a kernel, stride or dilation; converts from one number or a (height, width) tuple.</summary>
/// <param name="Height">Extent along H.</param>
/// <param name="Width">Extent along W.</param>
public readonly record struct Size2(int Height, int Width)
{
    /// <summary>The same number for both.</summary>
    public static implicit operator Size2(int size) => new(size, size);

    /// <summary>Height, then width, as PyTorch writes it.</summary>
    public static implicit operator Size2((int Height, int Width) size) => new(size.Height, size.Width);

    /// <summary>Such as <c>3×3</c>.</summary>
    public override string ToString() => $"{Height}×{Width}";
}
