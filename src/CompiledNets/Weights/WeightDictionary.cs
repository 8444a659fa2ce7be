namespace CompiledNets;

/// <summary>Weights held in memory under their state-dict keys.</summary>
public sealed class WeightDictionary : WeightSource
{
    private readonly Dictionary<string, (TensorShape Shape, float[] Data)> tensors = [];
    private readonly WeightOptions options;

    /// <summary>Makes a source without tensors.</summary>
    /// <param name="options">How strictly to check; <see cref="WeightOptions.Default"/> where not given.</param>
    public WeightDictionary(WeightOptions? options = null) => this.options = options ?? WeightOptions.Default;

    /// <summary>Adds a tensor.</summary>
    /// <param name="key">Its state-dict key.</param>
    /// <param name="shape">Its shape in PyTorch.</param>
    /// <param name="data">Its elements, row-major; kept, not copied.</param>
    /// <exception cref="ArgumentException">The key is taken, or the data has not as many elements as the shape.</exception>
    /// <returns>This source.</returns>
    public WeightDictionary Add(string key, TensorShape shape, params float[] data)
    {
        if (data.Length != shape.ElementCount)
            throw new ArgumentException($"'{key}' has {shape.ElementCount} elements ({shape}), the data {data.Length}", nameof(data));
        if (!tensors.TryAdd(key, (shape, data))) throw new ArgumentException($"'{key}' is already there", nameof(key));
        return this;
    }

    /// <inheritdoc/>
    public override void Verify(IReadOnlyList<Parameter> parameters)
    {
        var check = new WeightCheck(origin: null);
        foreach (var parameter in parameters)
        {
            if (!tensors.TryGetValue(parameter.Key, out var tensor)) check.Missing(parameter);
            else if (tensor.Shape != parameter.Shape) check.Found(parameter, tensor.Shape.ToString());
            else if (options.RejectNonFinite && NonFinite.Find(tensor.Data) is >= 0 and var at)
                check.Problem(NonFinite.Describe(parameter.Key, at, tensor.Data[at]));
        }
        if (!options.AllowExtra) check.Extra(tensors.Select(tensor => (tensor.Key, tensor.Value.Shape.ToString())), parameters);
        check.ThrowIfAny();
    }

    /// <inheritdoc/>
    protected override void ReadCore(Parameter parameter, Span<float> destination)
    {
        var check = new WeightCheck(origin: null);
        if (!tensors.TryGetValue(parameter.Key, out var tensor)) check.Missing(parameter);
        else if (tensor.Shape != parameter.Shape) check.Found(parameter, tensor.Shape.ToString());
        check.ThrowIfAny();
        tensor.Data.CopyTo(destination);
    }
}
