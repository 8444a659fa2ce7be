using System.Reflection;

namespace CompiledNets.Generator.Tests.Testing;

/// <summary>Source files that are resources of the tests.</summary>
internal static class EmbeddedSources
{
    /// <summary>The texts of a folder.</summary>
    public static IEnumerable<string> Of(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(resource => resource.StartsWith($"{folder}/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return reader.ReadToEnd();
        }
    }
}
