namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>The extension methods of spans that C# prefers for arrays, on arrays, as which spans are held here.</summary>
public static class SpanMethods
{
    /// <summary>The array itself.</summary>
    public static T[] AsSpan<T>(T[] array) => array;

    /// <summary>The array itself.</summary>
    public static T[] AsMemory<T>(T[] array) => array;

    /// <summary>The characters.</summary>
    public static char[] AsSpan(string text) => text.ToCharArray();

    /// <summary>The characters from an index on.</summary>
    public static char[] AsSpan(string text, int start) => text.Substring(start).ToCharArray();

    /// <summary>Some of the characters.</summary>
    public static char[] AsSpan(string text, int start, int length) => text.Substring(start, length).ToCharArray();

    /// <summary>True where one element equals the value.</summary>
    public static bool Contains<T>(T[] span, T value) => Array.IndexOf(span, value) >= 0;

    /// <summary>The first index of a value, or −1.</summary>
    public static int IndexOf<T>(T[] span, T value) => Array.IndexOf(span, value);

    /// <summary>The last index of a value, or −1.</summary>
    public static int LastIndexOf<T>(T[] span, T value) => Array.LastIndexOf(span, value);

    /// <summary>True where both hold equal elements in the same order.</summary>
    public static bool SequenceEqual<T>(T[] span, T[] other) => Enumerable.SequenceEqual(span, other);

    /// <summary>True where the span begins with the value.</summary>
    public static bool StartsWith<T>(T[] span, T[] value) => Enumerable.SequenceEqual(span.Take(value.Length), value);

    /// <summary>Turns the order round in place.</summary>
    public static void Reverse<T>(T[] span) => Array.Reverse(span);

    /// <summary>Sorts in place.</summary>
    public static void Sort<T>(T[] span) => Array.Sort(span);
}

/// <summary>Methods of newer versions of .NET, for compilers that run on an older one.</summary>
public static class NewerMethods
{
    /// <summary>Elements with their indices.</summary>
    public static IEnumerable<(int Index, T Item)> Index<T>(IEnumerable<T> source) => source.Select((item, index) => (index, item));

    /// <summary>Arrays of the given size, the last of which may be smaller.</summary>
    public static IEnumerable<T[]> Chunk<T>(IEnumerable<T> source, int size) =>
        source.Select((item, index) => (item, index)).GroupBy(pair => pair.index / size, pair => pair.item)
            .Select(group => group.ToArray());

    /// <summary>Pairs of two sequences.</summary>
    public static IEnumerable<(T First, U Second)> Zip<T, U>(IEnumerable<T> first, IEnumerable<U> second) =>
        first.Zip(second, (f, s) => (f, s));

    /// <summary>The elements within a range.</summary>
    public static IEnumerable<T> Take<T>(IEnumerable<T> source, Range range)
    {
        var items = source.ToList();
        var start = range.Start.GetOffset(items.Count);
        return items.Skip(start).Take(range.End.GetOffset(items.Count) - start);
    }

    /// <summary>The element at an index that may count from the end.</summary>
    public static T ElementAt<T>(IEnumerable<T> source, Index index)
    {
        var items = source.ToList();
        return items[index.GetOffset(items.Count)];
    }

    /// <summary>All but the last elements.</summary>
    public static IEnumerable<T> SkipLast<T>(IEnumerable<T> source, int count)
    {
        var items = source.ToList();
        return items.Take(items.Count - count);
    }

    /// <summary>The last elements.</summary>
    public static IEnumerable<T> TakeLast<T>(IEnumerable<T> source, int count)
    {
        var items = source.ToList();
        return items.Skip(items.Count - count);
    }

    /// <summary>The sequence with one element before it.</summary>
    public static IEnumerable<T> Prepend<T>(IEnumerable<T> source, T element) => new[] { element }.Concat(source);

    /// <summary>The sequence with one element behind it.</summary>
    public static IEnumerable<T> Append<T>(IEnumerable<T> source, T element) => source.Concat([element]);

    /// <summary>The elements without repetition, as a set.</summary>
    public static HashSet<T> ToHashSet<T>(IEnumerable<T> source) => new(source);

    /// <summary>The elements sorted.</summary>
    public static IOrderedEnumerable<T> Order<T>(IEnumerable<T> source) => source.OrderBy(item => item);

    /// <summary>The elements sorted, largest first.</summary>
    public static IOrderedEnumerable<T> OrderDescending<T>(IEnumerable<T> source) => source.OrderByDescending(item => item);

    /// <summary>The elements in reverse.</summary>
    public static IEnumerable<T> Reverse<T>(T[] source) => Enumerable.Reverse(source);

    /// <summary>The number within two limits.</summary>
    public static int Clamp(int value, int min, int max) => Math.Min(Math.Max(value, min), max);

    /// <summary>The number within two limits.</summary>
    public static double Clamp(double value, double min, double max) => Math.Min(Math.Max(value, min), max);
}
