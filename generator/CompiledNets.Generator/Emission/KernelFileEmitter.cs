using CompiledNets.Generator.Kernels;

namespace CompiledNets.Generator.Emission;

/// <summary>Writes the kernel methods of an assembly: one file per instruction set, and one that chooses among them.</summary>
internal static class KernelFileEmitter
{
    private static string[] UsingsOf(InstructionSet isa) =>
    [
        "System", "System.Runtime.CompilerServices", $"System.Runtime.Intrinsics.{(isa == InstructionSet.AdvSimd ? "Arm" : "X86")}", "CompiledNets.Runtime",
    ];

    /// <summary>Methods that call the kernel of the widest instruction set that the machine has; the checks fold away.</summary>
    public static string EmitChoice(IReadOnlyList<KernelShape> kernels, IReadOnlyList<InstructionSet> sets)
    {
        var writer = Begin([.. sets.SelectMany(UsingsOf).Distinct()]);
        writer.Line("/// <summary>The kernels of this assembly's nets; each runs with the widest vectors that the machine has.</summary>");
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block("internal static unsafe class Kernels"))
            foreach (var kernel in kernels)
            {
                writer.Line($"/// <summary>{kernel.Summary}</summary>");
                writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
                using (writer.Block($"public static void {kernel.MethodName}({ParametersOf(kernel)})"))
                    EmitChoice(writer, kernel, sets);
                writer.Line();
            }
        return writer.ToString();
    }

    /// <summary>All kernels for one instruction set.</summary>
    /// <param name="kernels">The kernels.</param>
    /// <param name="isa">The instruction set.</param>
    /// <param name="checksOverflow">Whether the project checks arithmetic, which steps backwards from a pointer would not survive.</param>
    public static string EmitKernels(IReadOnlyList<KernelShape> kernels, InstructionSet isa, bool checksOverflow, CancellationToken cancellation)
    {
        var writer = Begin([.. UsingsOf(isa), $"static {isa.MethodClass}", $"V = {isa.VectorClass}<float>", $"VInt = {isa.VectorClass}<int>"]);
        writer.Line($"/// <summary>Kernels of {isa.Lanes} floats a vector.</summary>");
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block($"internal static unsafe class Kernels{isa.Name}"))
            foreach (var kernel in kernels)
            {
                cancellation.ThrowIfCancellationRequested();
                writer.Line($"/// <summary>{kernel.Summary}</summary>");
                // Without it, the first runs of a busy process would stay in unoptimised code.
                writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
                using (writer.Block($"public static void {kernel.MethodName}({ParametersOf(kernel)})"))
                using (checksOverflow ? writer.Block("unchecked") : default)
                {
                    if (!kernel.SharesWork) writer.Line("if (worker.Index > 0) return;");
                    kernel.EmitBody(writer, isa);
                }
                writer.Line();
            }
        return writer.ToString();
    }

    private static string ParametersOf(KernelShape kernel) => string.Join(", ", kernel.Parameters.Append("Worker worker"));

    // Usings within the namespace go before the project's global usings and the types of the global namespace.
    private static CodeWriter Begin(params string[] usings)
    {
        var writer = GeneratedFile.BeginWithKernels();
        writer.Line("namespace CompiledNets.Generated;");
        writer.Line();
        GeneratedFile.EmitUsings(writer, usings);
        return writer;
    }

    private static void EmitChoice(CodeWriter writer, KernelShape kernel, IReadOnlyList<InstructionSet> sets)
    {
        var arguments = string.Join(", ", kernel.Parameters.Append("Worker worker").Select(parameter => parameter.Substring(parameter.LastIndexOf(' ') + 1)));
        var otherwise = "";
        foreach (var isa in sets)
        {
            var call = $"Kernels{isa.Name}.{kernel.MethodName}({arguments});";
            writer.Line(isa.Guard is null ? $"{otherwise}{call}" : $"{otherwise}if ({isa.Guard}) {call}");
            otherwise = "else ";
        }
        if (sets[sets.Count - 1].Guard is not null)
            writer.Line($"else throw new PlatformNotSupportedException(\"This build has kernels for {string.Join(", ", sets.Select(isa => isa.Name))} only; the build property CompiledNetsKernelSets chooses them.\");");
    }
}
