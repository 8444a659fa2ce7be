using CompiledNets.Package.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(Packages))]

namespace CompiledNets.Package.Tests;

/// <summary>Both packages, packed once from what has been built, and a folder outside the repository for projects that use them.</summary>
public sealed class Packages : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("compilednets-").FullName;

    // Not below the other folder, whose NuGet.config would hold here, too.
    private readonly string nativeFolder = Directory.CreateTempSubdirectory("compilednets-native-").FullName;

    public string Feed => Path.Combine(folder, "feed");

    public async ValueTask InitializeAsync()
    {
        foreach (var project in new[] { "CompiledNets", "CompiledNets.Models" })
        {
            var path = Path.Combine(Repository.Root, "src", project);
            var pack = await Dotnet.RunAsync(folder, "pack", path, "--no-build", "-c", Repository.Configuration, "-o", Feed);
            Assert.True(pack.ExitCode == 0, pack.Output);
        }
        await File.WriteAllTextAsync(Path.Combine(folder, "NuGet.config"), Config, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(nativeFolder, "NuGet.config"), NativeConfig, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        Directory.Delete(nativeFolder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Builds and runs a new project that has nothing of this repository but the packages.</summary>
    internal async Task<(int ExitCode, string Output)> RunProjectAsync(string name, params (string File, string Text)[] files)
    {
        var project = CreateProject(name, native: false, files);
        var build = await Dotnet.RunAsync(project, "build", "-c", "Release", "-o", "out", "-p:EmitCompilerGeneratedFiles=true");
        return build.ExitCode == 0 ? await Dotnet.RunAsync(project, Path.Combine("out", $"{name}.dll")) : build;
    }

    /// <summary>The folder of a new project, which native code can be made of where <paramref name="native"/>.</summary>
    internal string CreateProject(string name, bool native, params (string File, string Text)[] files)
    {
        var project = Directory.CreateDirectory(Path.Combine(native ? nativeFolder : folder, name)).FullName;
        foreach (var (file, text) in files) File.WriteAllText(Path.Combine(project, file), text);
        return project;
    }

    /// <summary>What the generator wrote into a project that has been run.</summary>
    internal string GeneratedFile(string project, string file) =>
        File.ReadAllText(Directory.GetFiles(Path.Combine(folder, project, "obj"), file, SearchOption.AllDirectories).Single());

    // A package folder of its own: the machine's may hold an older build of the same version. The packages need no other
    // package, so there is no other source.
    private const string Config =
        """
        <configuration>
          <config><add key="globalPackagesFolder" value="packages" /></config>
          <packageSources><clear /><add key="feed" value="feed" /></packageSources>
        </configuration>
        """;

    // The compiler for native code is a large package, which the machine has where anything was published natively before.
    private string NativeConfig =>
        $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="packages" /></config>
          <fallbackPackageFolders><add key="machine" value="{MachinePackages}" /></fallbackPackageFolders>
          <packageSources><add key="feed" value="{Feed}" /></packageSources>
        </configuration>
        """;

    private static string MachinePackages =>
        Directory.CreateDirectory(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages")).FullName;
}
