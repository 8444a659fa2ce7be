namespace CompiledNets;

/// <summary>Numbers in the row-major order of a shape.</summary>
internal sealed record Dense(TensorShape Shape, double[] Values)
{
    /// <summary>Number of blocks that the dimensions before one make.</summary>
    public int Outer(int dimension) => Product(Shape.Take(dimension));

    /// <summary>Distance between neighbours along a dimension.</summary>
    public int Inner(int dimension) => Product(Shape.Skip(dimension + 1));

    /// <summary>The height×width numbers of one channel of one image, counted through the batch.</summary>
    public ReadOnlySpan<double> Plane(int index) => Values.AsSpan(index * Shape[2] * Shape[3], Shape[2] * Shape[3]);

    private static int Product(IEnumerable<int> sizes) => sizes.Aggregate(1, (product, size) => product * size);
}
