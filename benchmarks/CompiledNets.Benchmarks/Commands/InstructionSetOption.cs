using System.CommandLine;
using System.Diagnostics;
using CompiledNets.Benchmarks.Measuring;
using CompiledNets.Benchmarks.Reports;

namespace CompiledNets.Benchmarks.Commands;

/// <summary>
/// The option that narrows the vectors. The runtime decides about instruction sets as it starts, so the program is built for narrower
/// ones and started anew with the wider ones switched off.
/// </summary>
internal static class InstructionSetOption
{
    private const string Name = "--isa";

    /// <summary>Whether wider vectors of this machine are switched off.</summary>
    public static bool IsNarrowed => new[] { Cpu.SwitchOfAvx512, Cpu.SwitchOfAvx2 }.Any(name => Environment.GetEnvironmentVariable(name) == "0");

    public static Option<int?> Create()
    {
        var option = new Option<int?>(Name) { Description = "width of the vectors in bits: 512, 256 or 128; the widest where not given", HelpName = "BITS" };
        option.AcceptOnlyFromAmong("512", "256", "128");
        return option;
    }

    /// <summary>Runs the program with narrower vectors, where they are asked for.</summary>
    /// <returns>The exit code of that run; null where this process has the right width.</returns>
    public static int? Restart(int? bits)
    {
        if (bits is null || bits == Cpu.VectorBits) return null;
        if (bits > Cpu.VectorBits)
        {
            Console.Error.WriteLine($"vectors of {bits} bits are not to be had here: {Cpu.VectorBits} is the most");
            return 1;
        }
        using var child = Process.Start(StartInfo(bits.Value))!;
        child.WaitForExit();
        return child.ExitCode;
    }

    // The build holds kernels of one instruction set, so there is another for each.
    private static ProcessStartInfo StartInfo(int bits)
    {
        var set = bits == 256 ? "Avx2" : "Vector128";
        var start = new ProcessStartInfo(
            "dotnet",
            ["run", "-c", "Release", "--project", Repository.ProjectFile, $"-p:BenchmarkedKernelSet={set}", "--", .. Environment.GetCommandLineArgs()[1..]]);
        start.Environment[bits == 256 ? Cpu.SwitchOfAvx512 : Cpu.SwitchOfAvx2] = "0";
        return start;
    }
}
