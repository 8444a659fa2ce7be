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

    /// <summary>What a core's first cache holds beside what else is in use.</summary>
    public const long FirstCacheBytes = 24 * 1024;

    /// <summary>512-bit vectors, 32 registers, two of which are left to the compiler.</summary>
    public static readonly InstructionSet Avx512 = new("Avx512", 16, 30, "Avx512F.IsSupported");

    /// <summary>256-bit vectors with fused multiply-add, 16 registers, one of which holds the broadcast input.</summary>
    public static readonly InstructionSet Avx2 = new("Avx2", 8, 15, "Avx2.IsSupported && Fma.IsSupported");

    /// <summary>
    /// 128-bit vectors of ARM64, 32 registers: what accumulators and weights leave holds the input, four channels to a register, since
    /// the processor multiplies by any one of them.
    /// </summary>
    public static readonly InstructionSet AdvSimd = new("AdvSimd", 4, 24, "AdvSimd.Arm64.IsSupported");

    /// <summary>128-bit vectors: x64 without AVX2, ARM, or plain C# where there is neither.</summary>
    public static readonly InstructionSet Vector128 = new("Vector128", 4, 16, null);

    /// <summary>All of them, the widest first, as they are tried.</summary>
    public static readonly IReadOnlyList<InstructionSet> All = [Avx512, Avx2, AdvSimd, Vector128];

    /// <summary>What runs everywhere; ARM64 has kernels of its own where a build is for it.</summary>
    public static readonly IReadOnlyList<InstructionSet> Portable = [Avx512, Avx2, Vector128];

    /// <summary>
    /// Whether kernels fetch parts of images of so many numbers ahead: those that do not stay in a core's cache until a layer comes to
    /// them. Measured with 512-bit vectors only.
    /// </summary>
    public bool FetchesImage(long length) => this == Avx512 && length >= 256 * 1024;

    /// <summary>Whether a multiply-add takes one factor from any lane of a vector, for all lanes of the other.</summary>
    public bool MultipliesByLane => this == AdvSimd;

    /// <summary>The vector's type without its element.</summary>
    public string VectorClass => $"System.Runtime.Intrinsics.Vector{32 * Lanes}";

    /// <summary>The static class with the vector's methods.</summary>
    public string MethodClass => this == Avx2 ? "CompiledNets.Runtime.Avx2Vector" : VectorClass;

    /// <summary>Vectors in a block of 16 channels.</summary>
    public int VectorsPerBlock => BlockLanes / Lanes;

    /// <summary>left · right + addend.</summary>
    public string MultiplyAdd(string left, string right, string addend) =>
        Lanes == 4 ? $"MultiplyAddEstimate({left}, {right}, {addend})"
        : this == Avx2 ? $"Fma.MultiplyAdd({left}, {right}, {addend})"
        : $"FusedMultiplyAdd({left}, {right}, {addend})";

    /// <summary>left + right.</summary>
    public string Add(string left, string right) => Arithmetic("Add", left, "+", right);

    /// <summary>left − right.</summary>
    public string Subtract(string left, string right) => Arithmetic("Subtract", left, "-", right);

    /// <summary>left · right, lane by lane.</summary>
    public string Multiply(string left, string right) => Arithmetic("Multiply", left, "*", right);

    /// <summary>left / right, lane by lane.</summary>
    public string Divide(string left, string right) => Arithmetic("Divide", left, "/", right);

    /// <summary>A vector with −∞ in the dead lanes, by a mask of 0 and −∞.</summary>
    /// <param name="value">The vector.</param>
    /// <param name="mask">The mask.</param>
    /// <param name="holdsAnyNumber">Whether dead lanes may hold anything, also NaN and ∞, which a sum would keep.</param>
    public string MinusInfinityWhereDead(string value, string mask, bool holdsAnyNumber) =>
        holdsAnyNumber ? $"ConditionalSelect(LessThan({mask}, V.Zero), {mask}, {value})" : Add(value, mask);

    /// <summary>left · one lane of right + addend, where the set <see cref="MultipliesByLane"/>.</summary>
    public string MultiplyAddLane(string left, string right, int lane, string addend) =>
        $"AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar({addend}, {left}, {right}, {lane})";

    // A NativeAOT compiler whose target need not have AVX2 computes the operators of Vector256 by halves, even behind a check.
    private string Arithmetic(string method, string left, string symbol, string right) =>
        this == Avx2 ? $"Avx.{method}({left}, {right})" : $"{Operand(left)} {symbol} {Operand(right)}";

    // What has an operator outside of all parentheses needs some of its own.
    private static string Operand(string expression)
    {
        var depth = 0;
        foreach (var character in expression)
        {
            if (character is '(' or '[') depth++;
            if (character is ')' or ']') depth--;
            if (character == ' ' && depth == 0) return $"({expression})";
        }
        return expression;
    }
}
