using System.Diagnostics;

namespace Edge;

/// <summary>Publishes programs as native binaries.</summary>
internal static class Publishing
{
    /// <summary>Publishes a project and returns the path of its program.</summary>
    /// <exception cref="InvalidOperationException">It does not build.</exception>
    public static string Publish(string project, string work, string name)
    {
        var folder = Path.Combine(work, name);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var start = new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-o", folder]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var log = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Path.Combine(folder, name) : throw new InvalidOperationException(log);
    }

    /// <summary>The bytes of what a program needs beside weights: itself and its native libraries, without what only debuggers read.</summary>
    public static long SizeOf(string program) =>
        Directory.GetFiles(Path.GetDirectoryName(program)!).Where(file => file == program || Path.GetExtension(file) == ".so").Sum(Files.Length);

    /// <summary>The bytes of the packed weights beside a program.</summary>
    public static long WeightsOf(string program) => Directory.GetFiles(Path.GetDirectoryName(program)!, "*.weights").Sum(Files.Length);
}
