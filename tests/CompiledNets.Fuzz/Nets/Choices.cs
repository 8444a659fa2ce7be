using System.Globalization;
using CsCheck;

namespace CompiledNets.Fuzz.Nets;

/// <summary>
/// The numbers that a random net is made of: each decision takes the next one, and where none is left the first option, which is
/// the simplest. So every list of numbers is a net, and one with fewer or smaller numbers is a simpler net.
/// </summary>
/// <param name="numbers">The numbers, at least 0.</param>
internal sealed class Choices(IReadOnlyList<int> numbers)
{
    private const int Shortest = 8;
    private const int Longest = 160;
    private const int Largest = 100_000;

    private static readonly Gen<int[]> generator = Gen.Int[0, Largest].Array[Shortest, Longest];

    private int taken;

    /// <summary>The numbers of one case of a seed.</summary>
    public static int[] Random(ulong seed, int index) => generator.Generate(new PCG((uint)index, seed), null, out _);

    /// <summary>Reads numbers that stand in one line.</summary>
    public static int[] Parse(string line) => [.. line.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    /// <summary>Writes numbers in one line.</summary>
    public static string Format(IEnumerable<int> numbers) => string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A number from 0 to below a limit.</summary>
    public int Next(int limit) => taken < numbers.Count ? numbers[taken++] % limit : 0;

    /// <summary>One of several options.</summary>
    public T Of<T>(params ReadOnlySpan<T> options) => options[Next(options.Length)];

    /// <summary>True once in so many times.</summary>
    public bool OnceIn(int times) => Next(times) == times - 1;
}
