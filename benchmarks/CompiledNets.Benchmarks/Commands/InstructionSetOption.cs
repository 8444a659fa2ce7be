using System.CommandLine;
using System.Diagnostics;
using CompiledNets.Benchmarks.Measuring;

namespace CompiledNets.Benchmarks.Commands;

/// <summary>
/// The option that narrows the vectors. The runtime decides about instruction sets as it starts, so the program starts itself anew
/// with the wider ones switched off.
/// </summary>
internal static class InstructionSetOption
{
    private const string Name = "--isa";

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

    private static ProcessStartInfo StartInfo(int bits)
    {
        var arguments = Environment.GetCommandLineArgs();
        var isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        var start = new ProcessStartInfo(Environment.ProcessPath!, isHost ? arguments : arguments[1..]);
        start.Environment[bits == 256 ? "DOTNET_EnableAVX512" : "DOTNET_EnableAVX2"] = "0";
        return start;
    }
}
