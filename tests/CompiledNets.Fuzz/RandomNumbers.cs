extern alias Runtime;

using RandomWeights = Runtime::CompiledNets.RandomWeights;

namespace CompiledNets.Fuzz;

/// <summary>The numbers that nets are run on, and the seed of their weights.</summary>
internal static class RandomNumbers
{
    /// <summary>Of weights and numbers.</summary>
    public const ulong Seed = 7;

    /// <summary>Numbers of −1 to 1, the same ones for the same key.</summary>
    public static float[] Of(string key, int count)
    {
        var values = new float[count];
        RandomWeights.Input(key, Seed, values);
        return values;
    }
}
