using Xunit;

namespace CompiledNets.Package.Tests;

/// <summary>Publishes projects of this repository. Tests that do are in one collection, since these projects share others.</summary>
internal static class RepositoryProjects
{
    public const string Collection = "projects of the repository";

    /// <summary>Publishes a project, without a warning.</summary>
    /// <param name="project">Its folder below the repository's.</param>
    /// <param name="folder">Takes what is published.</param>
    /// <param name="options">Further options of <c>dotnet publish</c>.</param>
    public static async Task PublishAsync(string project, string folder, params string[] options)
    {
        var (exitCode, log) = await Dotnet.RunAsync(folder, ["publish", Path.Combine(Repository.Root, project), "-c", "Release", "-o", folder, .. options]);
        Assert.True(exitCode == 0 && !log.Contains("warning"), log);
    }
}
