using System.CommandLine;
using BenchmarkDotNet.Running;

namespace CompiledNets.Benchmarks.Commands;

/// <summary>Runs the classes of BenchmarkDotNet, which reads its arguments itself.</summary>
internal static class BenchmarkDotNetCommand
{
    public const string Name = "bdn";

    /// <summary>The command as the help shows it.</summary>
    public static Command Describe() =>
        new(Name, "Runs the classes of BenchmarkDotNet: bdn [FILTER...], and its own options behind '--'.");

    /// <summary>Runs those that a filter matches, all where there is none.</summary>
    public static int Run(string[] arguments)
    {
        var filters = arguments.TakeWhile(argument => argument != "--").DefaultIfEmpty("*");
        var options = arguments.SkipWhile(argument => argument != "--").Skip(1);
        BenchmarkSwitcher.FromAssembly(typeof(BenchmarkDotNetCommand).Assembly).Run(["--filter", .. filters, .. options]);
        return 0;
    }
}
