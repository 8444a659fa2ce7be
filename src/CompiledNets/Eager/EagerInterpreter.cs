using CompiledNets.Operators;

namespace CompiledNets;

/// <summary>
/// The interpreter that computes every operator at once. Each operator stands in a file of its own, which has the name of the
/// operator's file under Graph/Operators.
/// </summary>
internal sealed partial class EagerInterpreter(WeightSource weights, Action<string, Tensor>? onLayer) : Interpreter
{
    private readonly Dictionary<Parameter, double[]> parameters = [];

    // Names the layers, and finds those that contradict each other.
    private readonly GraphRecorder recorder = new();

    /// <exception cref="ArgumentException">There are not as many values as the shape has elements.</exception>
    public Tensor Input(string name, TensorShape shape, float[] values)
    {
        if (values.Length != shape.ElementCount)
            throw new ArgumentException(
                $"input '{name}' has {shape.ElementCount} elements ({shape}), {values.Length} are given", nameof(values));
        return ToTensor(recorder.Input(name, shape), Array.ConvertAll(values, value => (double)value));
    }

    /// <summary>Checks that all weights have been used; to be called when the declaration has run.</summary>
    /// <exception cref="WeightException">Some are left over, or break an option of the source.</exception>
    public void VerifyWeights() => weights.Verify(recorder.ToGraph([]).Parameters);

    internal override Tensor Apply(Operator operation, IReadOnlyList<Tensor> inputs, TensorShape shape)
    {
        var recorded = recorder.Apply(operation, inputs.Select(input => Of(input).Recorded).ToArray(), shape);
        var layerParameters = operation.Parameters(inputs.Select(input => input.Shape).ToArray()).Select(Read).ToArray();
        var values = Compute(operation, inputs.Select(input => Of(input).Numbers).ToArray(), layerParameters, shape);
        var result = ToTensor(recorded, values);
        onLayer?.Invoke(recorder.NameOf(recorded), result);
        return result;
    }

    internal override IReadOnlyList<double> ValuesOf(Tensor tensor) => Of(tensor).Numbers.Values;

    private static double[] Compute(Operator operation, Dense[] inputs, double[][] parameters, TensorShape shape) => operation switch
    {
        Activate activation => Compute(activation, inputs[0]),
        Add => Broadcast(inputs[0], inputs[1], shape, (left, right) => left + right),
        Multiply => Broadcast(inputs[0], inputs[1], shape, (left, right) => left * right),
        Subtract => Broadcast(inputs[0], inputs[1], shape, (left, right) => left - right),
        Divide => Broadcast(inputs[0], inputs[1], shape, (left, right) => left / right),
        Scale scale => Compute(scale, inputs[0]),
        AdaptiveAvgPool2d pool => Compute(pool, inputs[0], shape),
        AvgPool2d pool => Compute(pool, inputs[0], shape),
        MaxPool2d pool => Compute(pool, inputs[0], shape),
        BatchNorm2d norm => Compute(norm, inputs[0], parameters),
        ChannelShuffle shuffle => Compute(shuffle, inputs[0]),
        Concat concat => Compute(concat, inputs, shape),
        Conv1d conv => Compute(conv, inputs[0], parameters, shape),
        Conv2d conv => Compute(conv, inputs[0], parameters, shape),
        Dropout or Flatten or Reshape => inputs[0].Values,
        Interpolate interpolate => Compute(interpolate, inputs[0], shape),
        LayerNorm norm => Compute(norm, inputs[0], parameters),
        LayerScale scale => Compute(scale, inputs[0], parameters),
        Linear linear => Compute(linear, inputs[0], parameters, shape),
        LocalResponseNorm norm => Compute(norm, inputs[0]),
        Operators.MatMul => MatMul(inputs[0], inputs[1], shape),
        Narrow narrow => Compute(narrow, inputs[0], shape),
        Permute permute => Compute(permute, inputs[0], shape),
        Pad pad => Compute(pad, inputs[0], shape),
        PRelu prelu => Compute(prelu, inputs[0], parameters),
        Reduce reduce => Compute(reduce, inputs[0], shape),
        Softmax softmax => Compute(softmax, inputs[0]),
        _ => throw new NotSupportedException($"the eager reference does not compute {operation.Kind}"),
    };

    private static Layer Of(Tensor tensor) => (Layer)tensor.Value;

    private Tensor ToTensor(Tensor recorded, double[] values) =>
        new(this, recorded.Shape, new Layer(recorded, new Dense(recorded.Shape, values)));

    private double[] Read(Parameter parameter)
    {
        if (parameters.TryGetValue(parameter, out var known)) return known;
        var values = new float[parameter.Shape.ElementCount];
        weights.Read(parameter, values);
        return parameters[parameter] = Array.ConvertAll(values, value => (double)value);
    }

    private sealed record Layer(Tensor Recorded, Dense Numbers);
}
