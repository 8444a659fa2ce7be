using System.Reflection;

namespace CompiledNets.Benchmarks.Compiling;

/// <summary>The C# of the nets and of the architectures behind them, which this assembly carries along.</summary>
internal static class NetSources
{
    private const string NetFolder = "Nets/";
    private const string ModelFolder = "Models/";
    private const string Extension = ".cs";

    private static readonly Assembly assembly = typeof(NetSources).Assembly;

    /// <summary>All nets that there is a source of; some are too large to be part of this program.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. In(NetFolder).Select(resource => resource[NetFolder.Length..^Extension.Length]).Order(StringComparer.Ordinal)];

    /// <summary>The declaration of a net.</summary>
    public static string Net(string name) => Read($"{NetFolder}{name}{Extension}");

    /// <summary>The files of CompiledNets.Models.</summary>
    public static IEnumerable<string> Models() => In(ModelFolder).Order(StringComparer.Ordinal).Select(Read);

    private static IEnumerable<string> In(string folder) =>
        assembly.GetManifestResourceNames().Where(resource => resource.StartsWith(folder, StringComparison.Ordinal));

    private static string Read(string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
