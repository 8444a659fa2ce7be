namespace CompiledNets;

/// <summary>
/// Marks a partial class whose <c>static Tensor Forward(Tensor x)</c> is compiled into specialised code; each tensor parameter
/// carries a <see cref="ShapeAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CompiledNetAttribute : Attribute
{
    /// <summary>
    /// Whether convolutions may be computed by methods that multiply less often and lose some of the last digits, where that is
    /// estimated to be quicker: those of 3, 5 or 7 taps along an axis by Winograd's method, with up to 6 times fewer multiplications,
    /// large others by that of Strassen in Winograd's form, with an eighth fewer. A NaN or infinity in the input then spreads farther than the kernel
    /// reaches. True where not set.
    /// </summary>
    public bool Winograd { get; set; } = true;

    /// <summary>
    /// The name of a safetensors file that the project lists as <c>&lt;CompiledNetsWeights Include="…" /&gt;</c>. Its keys and shapes are
    /// checked when the project is built, its tensors are folded and packed then, and <c>Load()</c> uses them in place: in the assembly,
    /// or, where they are many, in a file beside it. Null where weights are only loaded at run time.
    /// </summary>
    public string? Weights { get; set; }
}
