namespace CompiledNets.Package.Tests;

/// <summary>Runs the <c>dotnet</c> command as a person would in a shell of their own.</summary>
internal static class Dotnet
{
    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, params string[] arguments)
    {
        var (exitCode, output, error) = await Tool.RunAsync(folder, "dotnet", arguments, Isolate);
        return (exitCode, output + error);
    }

    // What the surrounding `dotnet test` has set for itself would steer the inner build; servers that outlive the test would
    // keep the folder's files open.
    private static void Isolate(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(IsOfTheOuterBuild).ToList()) environment.Remove(name);
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["UseSharedCompilation"] = "false";
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_NOLOGO"] = "1";
    }

    private static bool IsOfTheOuterBuild(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) ||
        variable.StartsWith("TestingPlatform", StringComparison.OrdinalIgnoreCase) ||
        variable is "NUGET_PACKAGES";
}
