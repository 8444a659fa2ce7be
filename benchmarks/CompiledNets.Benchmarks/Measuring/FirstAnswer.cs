using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompiledNets.Benchmarks.Nets;
using Microsoft.ML.OnnxRuntime;

namespace CompiledNets.Benchmarks.Measuring;

/// <summary>What a new process takes for its first answer.</summary>
/// <param name="LoadMs">From a file of weights, or a model, to a net that is ready.</param>
/// <param name="RunMs">The first run; of a compiled net with the just-in-time compilation of all kernels.</param>
/// <param name="SinceStartMs">From the start of the process to the end of that run, so with the start of .NET and of this program.</param>
/// <param name="PeakBytes">The most memory that the process has had.</param>
internal sealed record FirstAnswer(double LoadMs, double RunMs, double SinceStartMs, long PeakBytes)
{
    /// <summary>The first argument of such a process.</summary>
    public const string ChildCommand = "first-answer";

    private const string Compiled = "compiled";
    private const string Onnx = "onnx";

    /// <summary>Measures the compiled net and ONNX Runtime, each in several processes of its own; the least of each figure counts.</summary>
    public static (FirstAnswer Ours, FirstAnswer Theirs) Measure(NetEntry entry, int processes)
    {
        var folder = Directory.CreateTempSubdirectory("compilednets").FullName;
        try
        {
            var (graph, weights) = (entry.Trace(), new RandomWeights(Comparison.Seed));
            var (tensors, model) = (Path.Combine(folder, "net.safetensors"), Path.Combine(folder, "net.onnx"));
            SafeTensors.Write(tensors, graph.Parameters.Select(parameter => (parameter.Key, parameter.Shape, Values(weights, parameter))));
            using (var stream = File.Create(model)) graph.WriteOnnx(weights, stream);
            return (Least(entry, Compiled, tensors, processes), Least(entry, Onnx, model, processes));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the child process does: answers once and prints what that took.</summary>
    public static int RunChild(string[] arguments)
    {
        var (entry, kind, file) = (NetTable.All.First(entry => entry.Name == arguments[1]), arguments[2], arguments[3]);
        var (input, output) = (new float[entry.InputLength], new float[entry.OutputLength]);
        RandomWeights.Input("input", Comparison.Seed, input);
        var start = Stopwatch.GetTimestamp();
        var run = kind == Compiled ? LoadCompiled(entry, file, input, output) : LoadOnnx(entry, file, input);
        var load = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        run();
        var first = Stopwatch.GetElapsedTime(start);
        using var process = Process.GetCurrentProcess();
        var answer = new FirstAnswer(
            load.TotalMilliseconds, first.TotalMilliseconds, (DateTime.Now - process.StartTime).TotalMilliseconds, process.PeakWorkingSet64);
        Console.WriteLine(JsonSerializer.Serialize(answer, FirstAnswerJson.Default.FirstAnswer));
        return 0;
    }

    private static Action LoadCompiled(NetEntry entry, string file, float[] input, float[] output)
    {
        using var weights = SafeTensors.Open(file);
        var net = entry.Load(weights);
        return () => net.Run(input, output);
    }

    private static Action LoadOnnx(NetEntry entry, string file, float[] input) =>
        new OnnxNet(options => new InferenceSession(file, options), entry.Trace(), input, threads: 1).Run;

    private static float[] Values(WeightSource weights, Parameter parameter)
    {
        var values = new float[parameter.Shape.ElementCount];
        weights.Read(parameter, values);
        return values;
    }

    private static FirstAnswer Least(NetEntry entry, string kind, string file, int processes)
    {
        var answers = Enumerable.Range(0, processes).Select(_ => InProcessOfItsOwn(entry.Name, kind, file)).ToList();
        return new FirstAnswer(
            answers.Min(one => one.LoadMs), answers.Min(one => one.RunMs), answers.Min(one => one.SinceStartMs), answers.Min(one => one.PeakBytes));
    }

    private static FirstAnswer InProcessOfItsOwn(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(FirstAnswer).Assembly.Location, ChildCommand, .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize(text, FirstAnswerJson.Default.FirstAnswer)!
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', arguments)} ended with code {process.ExitCode}"));
    }
}

/// <summary>How a child process tells its figures.</summary>
[JsonSerializable(typeof(FirstAnswer))]
internal sealed partial class FirstAnswerJson : JsonSerializerContext;
