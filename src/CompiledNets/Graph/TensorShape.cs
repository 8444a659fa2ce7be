using System.Collections;

namespace CompiledNets;

/// <summary>The sizes of a tensor's dimensions, outermost first: N, C, H, W for an image, N, F for features.</summary>
public sealed class TensorShape : IEquatable<TensorShape>, IReadOnlyList<int>
{
    private readonly EquatableArray<int> sizes;

    /// <summary>Makes a shape of the given sizes.</summary>
    /// <exception cref="ShapeException">A size is below 1, or the product exceeds 2³¹ − 1.</exception>
    public TensorShape(params int[] sizes)
    {
        this.sizes = new EquatableArray<int>(sizes);
        long count = 1;
        foreach (var size in sizes)
        {
            if (size < 1) throw new ShapeException($"{this} is no shape: every size must be at least 1");
            count *= size;
            if (count > int.MaxValue) throw new ShapeException($"{this} is too large: a tensor may have at most {int.MaxValue} elements");
        }
        ElementCount = (int)count;
    }

    /// <summary>The number of dimensions.</summary>
    public int Rank => sizes.Count;

    /// <summary>The number of elements.</summary>
    public int ElementCount { get; }

    /// <summary>The number of bytes as float32.</summary>
    public long ByteCount => 4L * ElementCount;

    int IReadOnlyCollection<int>.Count => Rank;

    /// <summary>The size of one dimension; negative numbers count from the last, as in PyTorch.</summary>
    public int this[int dimension] => sizes[dimension < 0 ? dimension + Rank : dimension];

    /// <summary>This shape with the size of one dimension replaced.</summary>
    public TensorShape With(int dimension, int size)
    {
        var copy = sizes.ToArray();
        copy[dimension < 0 ? dimension + Rank : dimension] = size;
        return new TensorShape(copy);
    }

    /// <summary>The non-negative index of a dimension, which may be given counted from the last.</summary>
    /// <exception cref="ShapeException">The shape has no such dimension.</exception>
    internal int ResolveDimension(int dimension) =>
        dimension >= -Rank && dimension < Rank
            ? dimension < 0 ? dimension + Rank : dimension
            : throw new ShapeException($"dimension {dimension} does not exist in {this}");

    /// <inheritdoc/>
    public bool Equals(TensorShape? other) => other is not null && sizes == other.sizes;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    /// <inheritdoc/>
    public override int GetHashCode() => sizes.GetHashCode();

    /// <summary>The sizes with multiplication signs between, such as <c>1×64×56×56</c>.</summary>
    public override string ToString() => string.Join("×", sizes);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => sizes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>True where both have the same sizes.</summary>
    public static bool operator ==(TensorShape? left, TensorShape? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True where the sizes differ.</summary>
    public static bool operator !=(TensorShape? left, TensorShape? right) => !(left == right);
}
