extern alias Runtime;

using System.Buffers;
using System.Reflection;
using System.Runtime.InteropServices;
using CompiledNets.Generator.Emission;
using CompiledNets.Generator.Planning;
using CompiledNets.Testing;
using AlignedBuffer = Runtime::CompiledNets.Runtime.AlignedBuffer;
using RunWorker = Runtime::CompiledNets.Runtime.Worker;

namespace CompiledNets.Fuzz.Nets;

/// <summary>The private parts of a generated net, by which it is run step by step, or by workers of the caller's; the first image of a batch only.</summary>
internal sealed unsafe class NetParts : IDisposable
{
    private const BindingFlags Private = BindingFlags.NonPublic | BindingFlags.Static;

    private readonly ITestedNet net;
    private readonly AlignedBuffer arena;
    private readonly AlignedBuffer weights;
    private readonly MemoryHandle[] inputs;
    private readonly MemoryHandle[] outputs;
    private readonly IReadOnlyList<MethodInfo> steps;

    public NetParts(ITestedNet net, Plan plan, Memory<float>[] inputs, Memory<float>[] outputs)
    {
        this.net = net;
        Plan = plan;
        (arena, weights) = (BufferOf(net, "arena"), BufferOf(net, "weights"));
        (this.inputs, this.outputs) = (Array.ConvertAll(inputs, memory => memory.Pin()), Array.ConvertAll(outputs, memory => memory.Pin()));
        var methods = Type.GetNestedType(RunEmitter.StepsClass, BindingFlags.NonPublic)!;
        steps = [.. RunEmitter.NameSteps(plan).Select(name => methods.GetMethod(name)!)];
    }

    /// <summary>What the net was made from.</summary>
    public Plan Plan { get; }

    /// <summary>The scratch memory as integers, so that each bit counts.</summary>
    public Span<int> Arena => MemoryMarshal.Cast<float, int>(new Span<float>(arena.Pointer, arena.Length));

    private Type Type => net.Net.GetType();

    /// <summary>Brings the inputs into the arena.</summary>
    public void Pack() => Call(Type.GetMethod("PackPlanes", Private)!, [.. inputs.Select(Pointer), Box(arena.Pointer)]);

    /// <summary>Runs one step.</summary>
    public void RunStep(int step) => Call(steps[step], [.. Arguments, RunWorker.Alone]);

    /// <summary>Runs a worker's share of all steps.</summary>
    public void RunShare(RunWorker worker) => Call(Type.GetMethod("RunSteps", Private)!, [.. Arguments, worker]);

    /// <summary>The name of a step.</summary>
    public string NameOf(int step) => steps[step].Name;

    /// <summary>Lets go of inputs and outputs.</summary>
    public void Dispose()
    {
        foreach (var handle in inputs.Concat(outputs)) handle.Dispose();
    }

    private IEnumerable<object> Arguments => [Box(arena.Pointer), Box(weights.Pointer), .. outputs.Select(Pointer)];

    private static void Call(MethodInfo method, object[] arguments) => method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static object Pointer(MemoryHandle handle) => Box(handle.Pointer);

    private static object Box(void* pointer) => System.Reflection.Pointer.Box(pointer, typeof(float*));

    /// <summary>A buffer of a net by the name of its private field.</summary>
    public static AlignedBuffer BufferOf(ITestedNet net, string field) =>
        (AlignedBuffer)net.Net.GetType().GetField(field, BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(net.Net)!;
}
