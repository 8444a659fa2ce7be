using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Tests.Testing;

/// <summary>
/// Writes a class that reaches a generated net through an interface: reflection cannot pass spans, and overload resolution and
/// definite types are tested by the way.
/// </summary>
internal static class Adapter
{
    public const string Suffix = "Adapter";

    public static string NameOf(INamedTypeSymbol net) =>
        net.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted))
            .Replace("@", "").Replace('.', '_') + Suffix;

    public static string Of(INamedTypeSymbol net)
    {
        var type = net.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var forward = net.GetMembers("Forward").OfType<IMethodSymbol>().Single();
        var inputs = Enumerable.Range(0, forward.Parameters.Length).Select(i => $"inputs[{i}]").ToList();
        var outputCount = forward.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements.Length : 1;
        var outputs = Enumerable.Range(0, outputCount).Select(i => $"outputs[{i}]").ToList();
        var takesPixels = net.GetMembers("Run").OfType<IMethodSymbol>().Any(run => run.Parameters[1].Type.Name == "PixelFormat");
        var name = NameOf(net);
        return $$"""
            using System;
            using System.IO;
            using CompiledNets;
            using CompiledNets.Testing;

            public sealed class {{name}} : ITestedNetType
            {
                public Type Type => typeof({{type}});
                public NetInfo Info => {{type}}.Info;
                public Graph Trace() => {{type}}.Trace();
                public ITestedNet Load(WeightSource source) => new {{name}}Instance({{type}}.Load(source));
                public ITestedNet Load(string path) => new {{name}}Instance({{type}}.Load(path));
                public ITestedNet Load(Stream stream) => new {{name}}Instance({{type}}.Load(stream));
                public ITestedNet Load(byte[] file) => new {{name}}Instance({{type}}.Load(new ReadOnlySpan<byte>(file)));
                public ITestedNet FromRandom(ulong seed) => new {{name}}Instance({{type}}.FromRandom(seed));

                public double[][] RunEager(WeightSource source, float[][] inputs)
                {
                    var result = {{type}}.RunEager(source, {{string.Join(", ", inputs)}});
                    return [{{(outputCount == 1 ? "result.ToArray()" : string.Join(", ", Enumerable.Range(1, outputCount).Select(i => $"result.Item{i}.ToArray()")))}}];
                }
            }

            internal sealed class {{name}}Instance({{type}} net) : ITestedNet
            {
                public object Net => net;
                public void Run(float[][] inputs, float[][] outputs) => net.Run({{string.Join(", ", inputs.Concat(outputs))}});
                public void Run(Memory<float>[] inputs, Memory<float>[] outputs) =>
                    net.Run({{string.Join(", ", inputs.Concat(outputs).Select(argument => $"{argument}.Span"))}});
                public void Run(byte[] pixels, PixelFormat format, float[][] outputs) =>
                    {{(takesPixels ? $"net.Run(pixels, format, {string.Join(", ", outputs)})" : "throw new NotSupportedException()")}};
                public int Threads { get => net.Threads; set => net.Threads = value; }
                public ITestedNet Fork() => new {{name}}Instance(net.Fork());
                public NetProfile Profile(float[][] inputs, int runs) => net.Profile({{string.Join(", ", inputs)}}, runs);
                public NetProfile Profile(int runs) => net.Profile(runs);
            }
            """;
    }
}
