namespace CompiledNets;

/// <summary>
/// One operation with its attributes: how it changes shapes, which parameters it has and what it costs. Immutable and compared
/// by value.
/// </summary>
public abstract record Operator
{
    /// <summary>The operator's name, as in <c>torch.nn</c>.</summary>
    public virtual string Kind => GetType().Name;

    /// <summary>The state-dict prefix; null for an operator without parameters.</summary>
    public virtual string? LayerName => null;

    /// <summary>The shape of the output.</summary>
    /// <param name="inputs">The shapes of the inputs.</param>
    /// <exception cref="ShapeException">The shapes do not fit the operator or each other.</exception>
    public abstract TensorShape InferShape(IReadOnlyList<TensorShape> inputs);

    /// <summary>The parameters in state-dict order.</summary>
    /// <param name="inputs">The shapes of the inputs.</param>
    public virtual IEnumerable<Parameter> Parameters(IReadOnlyList<TensorShape> inputs) => [];

    /// <summary>
    /// The number of multiply-adds, counted as the papers do: those of convolutions and linear layers, padding included; 0 for
    /// everything else.
    /// </summary>
    /// <param name="inputs">The shapes of the inputs.</param>
    public virtual long MultiplyAdds(IReadOnlyList<TensorShape> inputs) => 0;

    /// <summary>The attributes that matter to a reader, such as <c>3×3, stride 2</c>; empty where there are none.</summary>
    public virtual string Describe() => "";

    /// <summary>An error that begins with the layer's name, or the operator's where it has none.</summary>
    internal ShapeException Error(string message) => new(LayerName is null ? $"{Kind}: {message}" : $"{Kind} '{LayerName}': {message}");

    /// <summary>Checks that the input is N×C×H×W.</summary>
    internal void RequireImage(TensorShape input)
    {
        if (input.Rank != 4) throw Error($"expected an input of shape N×C×H×W, found {input}");
    }
}
