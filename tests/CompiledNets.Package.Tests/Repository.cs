using System.Reflection;

namespace CompiledNets.Package.Tests;

internal static class Repository
{
    private static readonly Assembly Assembly = typeof(Repository).Assembly;

    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string PackageVersion { get; } = Metadata("PackageVersion");

    public static string Configuration { get; } = Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static string Metadata(string key) =>
        Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
