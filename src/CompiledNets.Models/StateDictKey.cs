#nullable enable

namespace CompiledNets.Models;

/// <summary>Keys of a state dict.</summary>
internal static class StateDictKey
{
    /// <summary>A name within a module; a block that is a network by itself has no prefix, and so no dot.</summary>
    /// <param name="prefix">The module's prefix, or nothing.</param>
    /// <param name="name">The name.</param>
    public static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";
}
