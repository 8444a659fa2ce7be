using System.CommandLine;
using CompiledNets.Benchmarks.Reports;

namespace CompiledNets.Benchmarks.Commands;

/// <summary>Puts the kept results into the README.</summary>
internal static class ReadmeCommand
{
    public static Command Create()
    {
        var command = new Command("readme", "Makes the table of the README from the kept results.");
        command.SetAction(_ => Run());
        return command;
    }

    private static void Run()
    {
        var root = Path.GetFullPath(Path.Combine(Repository.Folder, ".."));
        var readme = Path.Combine(root, "README.md");
        var results = ResultFolder.All(Repository.Folder)
            .Where(folder => File.Exists(Path.Combine(folder, ResultFolder.MainFile)))
            .Select(folder => (
                Path.GetRelativePath(root, folder).Replace('\\', '/'), ResultJson.Read(File.ReadAllText(Path.Combine(folder, ResultFolder.MainFile)))));
        File.WriteAllText(readme, ReadmeTable.Replace(File.ReadAllText(readme), results));
    }
}
