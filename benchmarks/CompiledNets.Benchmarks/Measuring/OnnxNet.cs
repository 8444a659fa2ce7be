using Microsoft.ML.OnnxRuntime;

namespace CompiledNets.Benchmarks.Measuring;

/// <summary>The same net in ONNX Runtime, with memory of its own for input and output, bound once.</summary>
internal sealed class OnnxNet : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions run = new();
    private readonly OrtIoBinding binding;
    private readonly OrtValue input;
    private readonly OrtValue output;

    public OnnxNet(Graph graph, WeightSource weights, float[] inputValues, int threads, string? profilePrefix = null)
        : this(options => new InferenceSession(graph.ToOnnx(weights), options), graph, inputValues, threads, profilePrefix)
    {
    }

    /// <summary>A net from a model that exists.</summary>
    public OnnxNet(Func<SessionOptions, InferenceSession> open, Graph graph, float[] inputValues, int threads, string? profilePrefix = null)
    {
        using var options = Options(threads);
        if (profilePrefix is not null)
        {
            options.ProfileOutputPathPrefix = profilePrefix;
            options.EnableProfiling = true;
        }
        session = open(options);
        Output = new float[graph.Nodes[graph.Outputs[0].Node].Shape.ElementCount];
        input = Bind(inputValues, graph.Inputs.Single().Shape);
        output = Bind(Output, graph.Nodes[graph.Outputs[0].Node].Shape);
        binding = session.CreateIoBinding();
        binding.BindInput(session.InputNames[0], input);
        binding.BindOutput(session.OutputNames[0], output);
    }

    /// <summary>What the last run answered.</summary>
    public float[] Output { get; }

    public void Run() => session.RunWithBinding(run, binding);

    /// <summary>Ends profiling.</summary>
    /// <returns>The file that holds the profile.</returns>
    public string EndProfiling() => session.EndProfiling();

    public void Dispose()
    {
        binding.Dispose();
        input.Dispose();
        output.Dispose();
        run.Dispose();
        session.Dispose();
    }

    private static SessionOptions Options(int threads) => new()
    {
        GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        IntraOpNumThreads = threads,
        InterOpNumThreads = 1,
    };

    private static OrtValue Bind(float[] values, TensorShape shape) =>
        OrtValue.CreateTensorValueFromMemory(values, [.. shape.Select(size => (long)size)]);
}
