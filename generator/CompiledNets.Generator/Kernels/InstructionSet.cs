namespace CompiledNets.Generator.Kernels;

/// <summary>An instruction set that kernels are emitted for: its vector type and how many registers a tile may use.</summary>
/// <param name="Name">The name in class and file names.</param>
/// <param name="Lanes">Floats in a vector.</param>
/// <param name="Registers">Vectors that accumulators and weights of a tile may occupy together.</param>
/// <param name="Guard">The run-time check; null for the set that is always there.</param>
internal sealed record InstructionSet(string Name, int Lanes, int Registers, string? Guard)
{
    /// <summary>Floats of a channel block, whatever the instruction set.</summary>
    public const int BlockLanes = 16;

    /// <summary>512-bit vectors, 32 registers, two of which are left to the compiler.</summary>
    public static readonly InstructionSet Avx512 = new("Avx512", 16, 30, "Avx512F.IsSupported");

    /// <summary>256-bit vectors with fused multiply-add, 16 registers, one of which holds the broadcast input.</summary>
    public static readonly InstructionSet Avx2 = new("Avx2", 8, 15, "Avx2.IsSupported && Fma.IsSupported");

    /// <summary>128-bit vectors: ARM's NEON, x64 without AVX2, or plain C# where there is neither.</summary>
    public static readonly InstructionSet Vector128 = new("Vector128", 4, 16, null);

    /// <summary>All of them, the widest first, as they are tried.</summary>
    public static readonly IReadOnlyList<InstructionSet> All = [Avx512, Avx2, Vector128];

    /// <summary>The vector's type without its element.</summary>
    public string VectorClass => $"System.Runtime.Intrinsics.Vector{32 * Lanes}";

    /// <summary>The static class with the vector's methods.</summary>
    public string MethodClass => this == Avx2 ? "CompiledNets.Runtime.Avx2Vector" : VectorClass;

    /// <summary>Vectors in a block of 16 channels.</summary>
    public int VectorsPerBlock => BlockLanes / Lanes;

    /// <summary>left · right + addend.</summary>
    public string MultiplyAdd(string left, string right, string addend) =>
        this == Vector128 ? $"MultiplyAddEstimate({left}, {right}, {addend})"
        : this == Avx2 ? $"Fma.MultiplyAdd({left}, {right}, {addend})"
        : $"FusedMultiplyAdd({left}, {right}, {addend})";
}
