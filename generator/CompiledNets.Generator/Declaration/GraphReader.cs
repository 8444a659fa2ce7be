using System.Globalization;
using CompiledNets.Generator.Declaration.Evaluation;
using CompiledNets.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNets.Generator.Declaration;

/// <summary>Evaluates Forward and records its graph.</summary>
internal static class GraphReader
{
    /// <summary>The graph; null, with a diagnostic, where the declaration is wrong.</summary>
    public static Graph? Read(
        IMethodSymbol forward,
        ForwardSignature signature,
        Compilation compilation,
        List<DiagnosticInfo> diagnostics,
        CancellationToken cancellation)
    {
        var recorder = new CompilableRecorder();
        var evaluator = new Evaluator(compilation, cancellation);
        try
        {
            var inputs = signature.Inputs.Select(input => (object?)recorder.Input(input.Name, input.Shape)).ToArray();
            var result = InInvariantCulture(() => evaluator.Run(forward, inputs));
            var outputs = TupleValue.Is(result) ? TupleValue.Items(result!) : [result];
            if (Array.IndexOf(outputs, null) is var missing and >= 0)
            {
                diagnostics.Add(DiagnosticInfo.Create(Descriptors.NoOutput, forward.Locations[0], signature.Outputs[missing]));
                return null;
            }
            return recorder.ToGraph(signature.Outputs.Zip(outputs, (name, output) => (name, (Tensor)output!)));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            diagnostics.Add(Diagnose(exception, evaluator, forward, compilation));
            return null;
        }
    }

    private static DiagnosticInfo Diagnose(Exception exception, Evaluator evaluator, IMethodSymbol forward, Compilation compilation)
    {
        if (exception is EvaluationStopped stopped) return stopped.Diagnostic;
        if (exception is DeclarationThrew threw) return Diagnose(threw);
        var location = evaluator.Current is { } operation ? Evaluator.Place(operation) : LocationInfo.Of(forward.Locations[0]);
        if (exception is InsufficientExecutionStackException)
            return At(location, Descriptors.DeepRecursion, forward.Name, "the stack is full");
        return HasErrors(evaluator.Current?.Syntax, compilation)
            ? At(location, Descriptors.DoesNotCompile, forward.ContainingType.Name)
            : At(location, Descriptors.Internal, $"{exception.GetType().Name}: {exception.Message}");
    }

    private static DiagnosticInfo At(LocationInfo location, DiagnosticDescriptor descriptor, params string[] arguments) =>
        new(descriptor, location, [], arguments.ToEquatableArray());

    // Operation trees of code that does not compile may have any shape.
    private static bool HasErrors(SyntaxNode? syntax, Compilation compilation) =>
        syntax?.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
        && compilation.GetSemanticModel(member.SyntaxTree).GetDiagnostics(member.Span)
            .Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static DiagnosticInfo Diagnose(DeclarationThrew threw)
    {
        var descriptor = threw.Thrown switch
        {
            DuplicateLayerException => Descriptors.DuplicateLayer,
            ShapeException => Descriptors.Shape,
            _ => Descriptors.Thrown,
        };
        var message = threw.Thrown switch
        {
            ShapeException shape => shape.Message,
            Exception exception => $"{exception.GetType().Name}: {exception.Message}",
            UserObject user => $"{user.Type.Name}: {user.Message}",
            var other => other.ToString(),
        };
        return new DiagnosticInfo(
            descriptor, threw.Location, threw.CallChain.Locations, new EquatableArray<string>([message + Via(threw.CallChain)]));
    }

    // The command line prints no additional locations.
    private static string Via(CallChain chain) => chain.Locations.Count == 0 ? "" : $" (in {chain.Path})";

    // The declaration's own calls of ToString and Parse must not depend on the machine.
#pragma warning disable RS1035
    private static object? InInvariantCulture(Func<object?> body)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return body();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
#pragma warning restore RS1035
}
