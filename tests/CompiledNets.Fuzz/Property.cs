using CsCheck;

namespace CompiledNets.Fuzz;

/// <summary>Something that holds for every value of a generator; the same values for the same seed.</summary>
internal static class Property
{
    /// <summary>Checks so many values; one that fails is made smaller before it is reported.</summary>
    public static void Check<T>(Gen<T> values, ulong seed, int count, Action<T> holds, Func<T, string> print, int shrinkingIterations = 500)
    {
        for (var i = 0; i < count; i++)
        {
            var random = new PCG((uint)i, seed);
            var state = random.ToString();
            var value = values.Generate(random, null, out _);
            try
            {
                holds(value);
            }
            catch (Exception exception)
            {
                values.Sample(holds, seed: state, iter: shrinkingIterations, print: print);
                // What fails once only is reported as it is.
                throw new InvalidOperationException($"{print(value)}\n{exception.Message}", exception);
            }
        }
    }
}
