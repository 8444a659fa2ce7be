extern alias Runtime;

using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using CompiledNets.Fuzz.Threads;
using CompiledNets.Generator.Planning;
using CompiledNets.Generator.Tests.Testing;
using CompiledNets.Testing;
using Runtime::CompiledNets.Runtime;
using Xunit.Sdk;
using RandomWeights = Runtime::CompiledNets.RandomWeights;
using RuntimeTensor = Runtime::CompiledNets.Tensor;

namespace CompiledNets.Fuzz.Nets;

/// <summary>
/// Compiles nets and runs them between guard pages, in a process of its own, which a kernel that reads or writes out of bounds ends.
/// Writes a line before each net and one with its result.
/// </summary>
internal static class NetWorker
{
    private const int NetsPerCompilation = 20;
    private const int Threads = 3;

    // Where rounding changes the reference itself by more than a share of the tolerance, a difference tells nothing about the code.
    private const double Disturbance = 2e-7;
    private const double LargestSensitivity = 0.1;

    /// <summary>Runs the nets of a file with a list of numbers in each line, from a line on.</summary>
    public static void Run(string path, int first, TextWriter results)
    {
        results.WriteLine($"{WorkerLine.Set} {CompiledSource.SetInUse.Name}");
        var lines = File.ReadLines(path).Skip(first).Select((line, index) => (Index: first + index, Graph: RandomNet.Of(Choices.Parse(line))));
        foreach (var batch in lines.Chunk(NetsPerCompilation)) RunBatch(batch, results);
    }

    private static void RunBatch((int Index, Graph Graph)[] batch, TextWriter results)
    {
        foreach (var (net, compile) in Compile(batch))
        {
            results.WriteLine($"{WorkerLine.Begin} {net}");
            results.Flush();
            results.WriteLine($"{WorkerLine.End} {net} {Verdict(() => Check(compile(), NameOf(net)))}");
            results.Flush();
        }
        GC.Collect();
    }

    private static string Verdict(Func<string> check)
    {
        try
        {
            return check();
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}".ReplaceLineEndings(" ¶ ");
        }
    }

    // Where the nets do not compile together, each is compiled for itself, so that only the guilty one fails.
    private static IEnumerable<(int Net, Func<CompiledSource> Compile)> Compile((int Index, Graph Graph)[] batch)
    {
        var declarations = batch.Select(net => DeclarationText.Of(net.Graph, NameOf(net.Index))).ToList();
        try
        {
            var all = CompiledSource.Compile(string.Join("\n", declarations));
            return batch.Select(net => (net.Index, (Func<CompiledSource>)(() => all)));
        }
        catch (FailException)
        {
            return batch.Zip(declarations, (net, declaration) => (net.Index, (Func<CompiledSource>)(() => CompiledSource.Compile(declaration))));
        }
    }

    private static string NameOf(int index) => $"Net{index}";

    /// <summary>Runs a net between guard pages and compares it with the reference.</summary>
    public static string Check(CompiledSource source, string name)
    {
        var type = source.Net(name);
        var plan = source.PlannedNets.Single(planned => planned.Net.ClassName == name).RequirePlan();
        var tolerance = source.Files[$"{name}.Run.g.cs"].Contains("Winograd") ? Tolerance.Winograd : Tolerance.Compiled;
        var graph = type.Trace();
        var inputs = graph.Inputs.Select(input => RandomNumbers.Of(input.Name, input.Shape.ElementCount)).ToArray();
        var weights = new RandomWeights(RandomNumbers.Seed);
        var expected = type.RunEager(weights, inputs);
        if (expected.Any(output => !output.All(value => float.IsFinite((float)value)))) return WorkerLine.IllConditioned;
        foreach (var side in Enum.GetValues<GuardSide>())
            if (Run(type, plan, inputs, expected, tolerance, side) is { } difference)
                return IsSensitive(type, inputs, expected, tolerance) ? WorkerLine.IllConditioned : $"{difference} (guard page {side})";
        return WorkerLine.Same;
    }

    private static string? Run(ITestedNetType type, Plan plan, float[][] inputs, double[][] expected, double tolerance, GuardSide side)
    {
        var memory = new GuardedMemory(side);
        var usual = AlignedBuffer.Memory;
        AlignedBuffer.Memory = memory;
        var blocks = new List<GuardedMemory.Block>();
        try
        {
            var net = type.Load(new RandomWeights(RandomNumbers.Seed));
            var given = inputs.Select(input => Block(input.Length)).ToArray();
            for (var i = 0; i < inputs.Length; i++) inputs[i].CopyTo(given[i].Span);
            var outputs = expected.Select(output => Block(output.Length)).ToArray();

            FillScratchMemory(net, float.NaN);
            net.Run(given, outputs);
            var first = outputs.Select(output => output.ToArray()).ToArray();
            for (var i = 0; i < expected.Length; i++)
                if (Difference(expected[i], first[i], tolerance) is { } difference) return $"output {i} {difference}";

            FillScratchMemory(net, 1e30f);
            foreach (var output in outputs) output.Span.Fill(float.NaN);
            net.Run(given, outputs);
            for (var i = 0; i < expected.Length; i++)
                if (!outputs[i].Span.SequenceEqual(first[i])) return $"output {i} depends on what memory held before";
            net.Threads = Threads;
            foreach (var output in outputs) output.Span.Fill(float.NaN);
            net.Run(given, outputs);
            net.Threads = 1;
            for (var i = 0; i < expected.Length; i++)
                if (!outputs[i].Span.SequenceEqual(first[i])) return $"output {i} is another on {Threads} threads";
            if (RunInParts(net, plan, given, outputs, first) is { } part) return part;
            for (var i = 0; i < inputs.Length; i++)
                if (!given[i].Span.SequenceEqual(inputs[i])) return $"input {i} was written to";
            return memory.DeadCanaries() is > 0 and var dead ? $"{dead} bytes beside the net's memory were written to" : null;
        }
        finally
        {
            AlignedBuffer.Memory = usual;
            foreach (IDisposable block in blocks) block.Dispose();
        }

        Memory<float> Block(int length)
        {
            var block = memory.Floats(length);
            blocks.Add(block);
            return block.Memory;
        }
    }

    // Not in one go on one thread, where a fault would show by chance or not at all; the first image of a batch is enough.
    private static string? RunInParts(ITestedNet net, Plan plan, Memory<float>[] inputs, Memory<float>[] outputs, float[][] expected)
    {
        using var parts = new NetParts(net, plan, inputs, outputs);
        return Run("step by step", SteppedRun.Check)
            ?? Run("where workers take turns", whole => WorkersInTurn.Check(whole, Threads, backwards: false))
            ?? Run("where workers take turns backwards", whole => WorkersInTurn.Check(whole, Threads, backwards: true));

        string? Run(string how, Func<NetParts, string?> run)
        {
            foreach (var output in outputs) output.Span.Fill(float.NaN);
            if (run(parts) is { } message) return message;
            for (var i = 0; i < outputs.Length; i++)
            {
                var length = plan.Outputs[i].Shape.ElementCount / plan.Outputs[i].Shape[0];
                if (!outputs[i].Span[..length].SequenceEqual(expected[i].AsSpan(0, length))) return $"output {i} is another {how}";
            }
            return null;
        }
    }

    private static unsafe void FillScratchMemory(ITestedNet net, float value)
    {
        var arena = NetParts.BufferOf(net, "arena");
        new Span<float>(arena.Pointer, arena.Length).Fill(value);
    }

    private static string? Difference(double[] expected, float[] actual, double tolerance)
    {
        var found = Array.ConvertAll(actual, value => (double)value);
        var deviation = Tolerance.Deviation(expected, found);
        if (deviation <= tolerance) return null;
        var worst = Enumerable.Range(0, expected.Length).MaxBy(i => double.IsFinite(found[i]) ? Math.Abs(expected[i] - found[i]) : double.MaxValue);
        return string.Create(CultureInfo.InvariantCulture, $"deviates by {deviation:E2} of its scale; at [{worst}] of {expected.Length} expected {expected[worst]}, found {found[worst]}");
    }

    // The reference again, with every tensor of it rounded a little more than floats are.
    private static bool IsSensitive(ITestedNetType type, float[][] inputs, double[][] expected, double tolerance)
    {
        var forward = type.Type.GetMethod("Forward", BindingFlags.Static | BindingFlags.NonPublic)!;
        var given = type.Trace().Inputs.Select((input, i) => (input.Name, input.Shape, inputs[i])).ToList();
        var others = Runtime::CompiledNets.Eager.Run(
            tensors => forward.Invoke(null, [.. tensors])!, new RandomWeights(RandomNumbers.Seed), given, (layer, tensor) => Disturb(layer, (double[])tensor.Interpreter.ValuesOf(tensor)!));
        var results = others is ITuple tuple ? Enumerable.Range(0, tuple.Length).Select(i => (RuntimeTensor)tuple[i]!) : [(RuntimeTensor)others];
        return expected.Zip(results, (one, other) => Tolerance.Deviation(one, other.ToArray())).Any(deviation => deviation > LargestSensitivity * tolerance);
    }

    private static void Disturb(string layer, double[] values)
    {
        var by = RandomNumbers.Of(layer, values.Length);
        for (var i = 0; i < values.Length; i++) values[i] *= 1 + Disturbance * by[i];
    }
}
