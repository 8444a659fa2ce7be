using CompiledNets.Generator.Emission;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// The immutable key of a kernel method: everything that its code depends on. Equal keys share one method, also between nets.
/// </summary>
internal abstract record KernelShape
{
    /// <summary>What a reader should know: the family and the sizes that tell this kernel from its siblings.</summary>
    public abstract string BaseName { get; }

    /// <summary>One sentence on what it computes and how.</summary>
    public abstract string Summary { get; }

    /// <summary>The parameters of the method, in order.</summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>Whether several workers share the work; else the first one does it all.</summary>
    public virtual bool SharesWork => true;

    /// <summary>Kernels that this one calls, which must be emitted beside it.</summary>
    public virtual IEnumerable<KernelShape> Callees => [];

    /// <summary>Writes the body of the method.</summary>
    public abstract void EmitBody(CodeWriter writer, InstructionSet isa);

    /// <summary>
    /// The method's name: readable sizes, and a hash that tells apart kernels which differ in strides or the like. A hash rather
    /// than a counter, so that a name does not depend on what other nets there are.
    /// </summary>
    public string MethodName => $"{BaseName}_{StableHash(ToString()):x8}";

    // What follows from the key is no part of it; and the name, made of this text, must not contain itself.
    protected virtual bool PrintMembers(System.Text.StringBuilder builder) => false;

    private static uint StableHash(string text)
    {
        var hash = 2166136261u;
        foreach (var character in text) hash = unchecked((hash ^ character) * 16777619u);
        return hash;
    }
}
