using System.Diagnostics;
using CompiledNets.Benchmarks.Reports;

namespace CompiledNets.Benchmarks.Measuring;

/// <summary>A program that holds one net (CompiledNets.Benchmarks.Native), compiled ahead of time and as an assembly for the JIT.</summary>
/// <param name="Binary">The path of the native program.</param>
/// <param name="Assembly">The path of the assembly that it was made of.</param>
internal sealed record NativeProgram(string Binary, string Assembly)
{
    /// <summary>Builds both, which takes minutes for a large net.</summary>
    /// <param name="net">The name of the net's class.</param>
    /// <param name="instructionSet">What the native program requires of the processor, as <c>CompiledNetsInstructionSet</c>.</param>
    /// <exception cref="InvalidOperationException">It does not build; the message is the compilers' log.</exception>
    public static NativeProgram Publish(string net, string instructionSet)
    {
        var project = Path.Combine(Repository.Folder, "CompiledNets.Benchmarks.Native");
        string[] options = ["-c", "Release", $"-p:BenchmarkedNet={net}", $"-p:CompiledNetsInstructionSet={instructionSet}"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["publish", project, .. options]) { RedirectStandardOutput = true })!;
        var log = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException(log);
        var output = Path.Combine(project, "bin", "Release", net);
        return new NativeProgram(Path.Combine(output, "publish", "benchmark"), Path.Combine(output, "benchmark.dll"));
    }
}
