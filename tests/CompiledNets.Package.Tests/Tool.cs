using System.Diagnostics;
using Xunit;

namespace CompiledNets.Package.Tests;

/// <summary>Runs programs.</summary>
internal static class Tool
{
    /// <summary>Skips the running test where a program is not installed.</summary>
    /// <param name="program">The program's name.</param>
    /// <param name="package">The Debian package that has it.</param>
    public static void Require(string program, string package) => Assert.SkipUnless(IsOnPath(program), $"{program} is not installed (Debian: {package})");

    public static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs a program to its end.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(string folder, string program, params string[] arguments) =>
        RunAsync(folder, program, arguments, _ => { });

    /// <summary>Runs a program to its end.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="prepare">Changes the environment that it inherits.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string folder, string program, string[] arguments, Action<IDictionary<string, string?>> prepare)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        prepare(start.Environment);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }
}
