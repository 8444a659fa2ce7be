using CompiledNets.Testing;
using Microsoft.ML.OnnxRuntime;

namespace CompiledNets.Tests;

/// <summary>Exports a declaration and compares what ONNX Runtime makes of it with the eager reference.</summary>
internal static class OnnxCase
{
    private static readonly RandomWeights Weights = new(seed: 1);

    public static void AssertSame(Func<Tensor, Tensor> forward, params int[] shape) => AssertSame(forward, Weights, shape);

    public static void AssertSame(Func<Tensor, Tensor> forward, WeightSource weights, params int[] shape)
    {
        var input = new TensorShape(shape);
        var values = EagerCase.Random("input", input);
        var expected = Eager.Run(forward, weights, input, values);
        var model = Graph.Trace(forward, input).ToOnnx(weights);
        AssertSame(expected, Run(model, ("input", input, values)).Single().Values);
    }

    public static void AssertSame(Tensor expected, float[] actual) =>
        Assert.InRange(Tolerance.Deviation(expected.ToArray(), Array.ConvertAll(actual, value => (double)value)), 0, Tolerance.Compiled);

    public static List<(string Name, float[] Values)> Run(byte[] model, params (string Name, TensorShape Shape, float[] Values)[] inputs)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        using var run = new RunOptions();
        var values = inputs.Select(input => OrtValue.CreateTensorValueFromMemory(input.Values, [.. input.Shape.Select(size => (long)size)])).ToArray();
        using var results = session.Run(run, [.. inputs.Select(input => input.Name)], values, session.OutputNames);
        foreach (var value in values) value.Dispose();
        return [.. results.Zip(session.OutputNames, (result, name) => (name, result.GetTensorDataAsSpan<float>().ToArray()))];
    }
}
