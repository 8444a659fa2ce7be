using System.Reflection;

namespace CompiledNets.Benchmarks.Reports;

/// <summary>Places in the repository that this program was built in.</summary>
internal static class Repository
{
    /// <summary>The project of this program.</summary>
    public static string ProjectFile { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == nameof(ProjectFile)).Value!;

    /// <summary>The folder <c>benchmarks</c>.</summary>
    public static string Folder => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ProjectFile)!, ".."));
}
