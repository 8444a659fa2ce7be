namespace CompiledNets;

/// <summary>What stands behind a <see cref="Tensor"/>: a recorder that builds a graph, or the eager reference that computes.</summary>
public abstract class Interpreter
{
    /// <summary>Applies an operator whose shapes have been checked.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="inputs">Its inputs, all of this interpreter.</param>
    /// <param name="shape">The shape of the output.</param>
    internal abstract Tensor Apply(Operator operation, IReadOnlyList<Tensor> inputs, TensorShape shape);

    /// <summary>A tensor's elements in row-major order; null for an interpreter that computes none.</summary>
    internal virtual IReadOnlyList<double>? ValuesOf(Tensor tensor) => null;
}
