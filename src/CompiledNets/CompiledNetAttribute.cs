namespace CompiledNets;

/// <summary>
/// Marks a partial class whose <c>static Tensor Forward(Tensor x)</c> is compiled into specialised code; each tensor parameter
/// carries a <see cref="ShapeAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CompiledNetAttribute : Attribute
{
    /// <summary>
    /// Whether 3×3 convolutions may be computed by Winograd's method where that is estimated to be quicker: up to 4 times fewer
    /// multiplications for some of the last digits. True where not set.
    /// </summary>
    public bool Winograd { get; set; } = true;

    /// <summary>
    /// The name of a safetensors file that the project lists as <c>&lt;CompiledNetsWeights Include="…" /&gt;</c>. Its keys and shapes are
    /// checked when the project is built, its tensors are folded and packed then, and <c>Load()</c> uses them in place: in the assembly,
    /// or, where they are many, in a file beside it. Null where weights are only loaded at run time.
    /// </summary>
    public string? Weights { get; set; }
}
