extern alias Runtime;

using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using CompiledNets.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using RuntimeRecorder = Runtime::CompiledNets.GraphRecorder;
using RuntimeShape = Runtime::CompiledNets.ShapeAttribute;
using RuntimeTensor = Runtime::CompiledNets.Tensor;

namespace CompiledNets.Generator.Tests;

/// <summary>
/// The strongest check of the evaluator: the same source, compiled and run as plain C#, must record the same graph node by node.
/// </summary>
internal static class Differential
{
    /// <summary>The graph that the generator evaluates, after it was found equal to the one that running the code records.</summary>
    public static Graph Check(params string[] sources)
    {
        var compilation = Harness.Compile(sources);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var result = Harness.Read(compilation);
        if (result.Declaration is null) Assert.Fail(string.Join("\n", result.Diagnostics.Select(Describe)));
        Assert.Empty(result.Diagnostics);
        Assert.Equal(GraphText.Of(Run(compilation)), GraphText.Of(result.Declaration!.Graph));
        return result.Declaration!.Graph;
    }

    private static string Describe(DiagnosticInfo info) => info.ToDiagnostic().ToString();

    private static Runtime::CompiledNets.Graph Run(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        stream.Position = 0;
        var context = new AssemblyLoadContext(null, isCollectible: true);
        try
        {
            return Trace(context.LoadFromStream(stream));
        }
        finally
        {
            context.Unload();
        }
    }

    private static Runtime::CompiledNets.Graph Trace(Assembly assembly)
    {
        var forward = assembly.GetTypes().Select(type => type.GetMethod("Forward", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Single(method => method is not null && method.DeclaringType!.GetCustomAttributesData().Any(data => data.AttributeType.Name == "CompiledNetAttribute"))!;
        var recorder = new RuntimeRecorder();
        var inputs = forward.GetParameters()
            .Select(parameter => (object)recorder.Input(parameter.Name!, parameter.GetCustomAttribute<RuntimeShape>()!.Shape)).ToArray();
        return recorder.ToGraph(Outputs(forward, Invoke(forward, inputs)));
    }

    private static object Invoke(MethodInfo forward, object[] inputs)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return forward.Invoke(null, inputs)!;
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Capture(exception.InnerException!).Throw();
            throw;
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static IEnumerable<(string Name, RuntimeTensor Tensor)> Outputs(MethodInfo forward, object result)
    {
        if (result is RuntimeTensor tensor) return [("output", tensor)];
        var tuple = (ITuple)result;
        var names = forward.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames;
        return Enumerable.Range(0, tuple.Length).Select(i => (names?[i] ?? $"output{i + 1}", (RuntimeTensor)tuple[i]!)).ToList();
    }
}
