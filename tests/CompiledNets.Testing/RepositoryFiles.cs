namespace CompiledNets.Testing;

/// <summary>Files of the repository and beside it, found from wherever the tests are run.</summary>
public static class RepositoryFiles
{
    /// <summary>The folder that holds the solution; null where the tests run outside of the repository.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>A trained checkpoint or its reference results, which are too large for the repository and may be absent.</summary>
    /// <returns>Its path, or null.</returns>
    public static string? FindReal(string name)
    {
        if (Root is null) return null;
        var path = Path.Combine(Root, "..", "shared", "real", name);
        return File.Exists(path) ? path : null;
    }

    private static string? FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "CompiledNets.sln"))) folder = Path.GetDirectoryName(folder);
        return folder;
    }
}
