namespace CompiledNets;

/// <summary>
/// Marks a partial class whose <c>static Tensor Forward(Tensor x)</c> is compiled into specialised code; each tensor parameter
/// carries a <see cref="ShapeAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CompiledNetAttribute : Attribute;
