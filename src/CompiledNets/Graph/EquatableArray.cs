using System.Collections;
using System.Runtime.CompilerServices;

namespace CompiledNets;

/// <summary>An immutable array that compares by its elements, so that records which hold one compare by value.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
// Without a builder, a collection expression would call Add on a value and lose what it returns.
[CollectionBuilder(typeof(EquatableArrayExtensions), nameof(EquatableArrayExtensions.Create))]
public readonly struct EquatableArray<T> : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    private readonly T[]? items;

    /// <summary>Wraps a copy of <paramref name="items"/>.</summary>
    public EquatableArray(IEnumerable<T> items) => this.items = items.ToArray();

    private EquatableArray(T[] items) => this.items = items;

    /// <summary>The array without elements.</summary>
    public static EquatableArray<T> Empty => default;

    /// <inheritdoc/>
    public int Count => items?.Length ?? 0;

    /// <inheritdoc/>
    public T this[int index] => (items ?? [])[index];

    /// <summary>This array with <paramref name="item"/> behind it.</summary>
    public EquatableArray<T> Add(T item)
    {
        var longer = new T[Count + 1];
        items?.CopyTo(longer, 0);
        longer[Count] = item;
        return new EquatableArray<T>(longer);
    }

    /// <summary>This array with the element at <paramref name="index"/> replaced.</summary>
    public EquatableArray<T> With(int index, T item)
    {
        var copy = (T[])(items ?? []).Clone();
        copy[index] = item;
        return new EquatableArray<T>(copy);
    }

    /// <inheritdoc/>
    public bool Equals(EquatableArray<T> other)
    {
        if (Count != other.Count) return false;
        for (var i = 0; i < Count; i++)
            if (!EqualityComparer<T>.Default.Equals(this[i], other[i])) return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var item in this) hash = unchecked(hash * 31 + (item?.GetHashCode() ?? 0));
        return hash;
    }

    /// <summary>The elements in brackets, numbers in the invariant culture.</summary>
    public override string ToString() =>
        $"[{string.Join(", ", this.Select(item => item is IFormattable number ? number.ToString(null, System.Globalization.CultureInfo.InvariantCulture) : item.ToString()))}]";

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>True where both hold equal elements in the same order.</summary>
    public static bool operator ==(EquatableArray<T> left, EquatableArray<T> right) => left.Equals(right);

    /// <summary>True where the elements differ.</summary>
    public static bool operator !=(EquatableArray<T> left, EquatableArray<T> right) => !left.Equals(right);
}

/// <summary>Conversions into <see cref="EquatableArray{T}"/>.</summary>
public static class EquatableArrayExtensions
{
    /// <summary>Copies the elements of a collection expression.</summary>
    public static EquatableArray<T> Create<T>(ReadOnlySpan<T> items) where T : IEquatable<T> => new(items.ToArray());

    /// <summary>Copies a sequence into an array that compares by its elements.</summary>
    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items) where T : IEquatable<T> => new(items);
}
