using CompiledNets.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNets.Generator.Declaration;

/// <summary>The inputs of a net with their shapes, and the names of its outputs.</summary>
internal sealed record ForwardSignature(EquatableArray<NetInput> Inputs, EquatableArray<string> Outputs)
{
    private const string TensorName = "CompiledNets.Tensor";

    private const string ShapeAttributeName = "CompiledNets.ShapeAttribute";

    /// <summary>Reads the signature; null, with diagnostics, where it is not that of a net.</summary>
    public static ForwardSignature? Read(
        IMethodSymbol forward, INamedTypeSymbol type, List<DiagnosticInfo> diagnostics, CancellationToken cancellation)
    {
        var before = diagnostics.Count;
        if (Objection(forward, cancellation) is { } objection)
            diagnostics.Add(DiagnosticInfo.Create(Descriptors.ForwardSignature, forward.Locations[0], type.Name, objection));
        var outputs = OutputNames(forward);
        if (outputs is null)
            diagnostics.Add(DiagnosticInfo.Create(
                Descriptors.ForwardReturn, ReturnLocation(forward, cancellation), Text(forward.ReturnType)));
        if (forward.Parameters.Length == 0)
            diagnostics.Add(DiagnosticInfo.Create(
                Descriptors.ForwardSignature, forward.Locations[0], type.Name, "has no parameter, so the net has no input"));
        var inputs = forward.Parameters.Select(parameter => Input(parameter, diagnostics, cancellation)).ToList();
        if (diagnostics.Count == before && (BatchObjection(inputs) ?? NameObjection(inputs, outputs!)) is { } mixed)
            diagnostics.Add(DiagnosticInfo.Create(Descriptors.ForwardSignature, forward.Locations[0], type.Name, mixed));
        return diagnostics.Count > before
            ? null
            : new ForwardSignature(inputs.Select(input => input!).ToEquatableArray(), outputs!.ToEquatableArray());
    }

    private static string? Objection(IMethodSymbol forward, CancellationToken cancellation) =>
        !forward.IsStatic ? "is not static"
        : forward.IsGenericMethod ? "is generic"
        : forward.IsAsync ? "is async"
        : !HasBody(forward.PartialImplementationPart ?? forward, cancellation) ? "has no body"
        : null;

    // Images run one after the other, so there must be one number of them; an input of one image serves all.
    private static string? BatchObjection(IEnumerable<NetInput?> inputs)
    {
        var sizes = inputs.Select(input => input!.Shape[0]).Where(size => size > 1).Distinct().ToList();
        return sizes.Count > 1 ? $"has inputs of {sizes[0]} and of {sizes[1]} images" : null;
    }

    // The compiler refuses most of these, but only after the generator has seen them.
    private static string? NameObjection(IEnumerable<NetInput?> inputs, IEnumerable<string> outputs) =>
        Repeated(inputs.Select(input => input!.Name)) is { } input ? $"has two inputs named '{input}'"
        : Repeated(outputs) is { } output ? $"has two outputs named '{output}'"
        : null;

    private static string? Repeated(IEnumerable<string> names)
    {
        var seen = new HashSet<string>();
        return names.FirstOrDefault(name => !seen.Add(name));
    }

    private static bool HasBody(IMethodSymbol method, CancellationToken cancellation) => method.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax(cancellation) as MethodDeclarationSyntax)
        .Any(syntax => syntax?.Body is not null || syntax?.ExpressionBody is not null);

    private static List<string>? OutputNames(IMethodSymbol forward) => forward.ReturnType switch
    {
        _ when IsTensor(forward.ReturnType) && forward.RefKind == RefKind.None => ["output"],
        INamedTypeSymbol { IsTupleType: true, TupleElements.Length: > 1 } tuple when tuple.TupleElements.All(element => IsTensor(element.Type)) =>
            [.. tuple.TupleElements.Select(OutputName)],
        _ => null,
    };

    private static string OutputName(IFieldSymbol element, int index) =>
        element.IsExplicitlyNamedTupleElement ? element.Name : $"output{index + 1}";

    private static NetInput? Input(IParameterSymbol parameter, List<DiagnosticInfo> diagnostics, CancellationToken cancellation)
    {
        var location = parameter.Locations[0];
        if (!IsTensor(parameter.Type) || parameter.RefKind != RefKind.None || parameter.IsParams)
        {
            var found = parameter.RefKind != RefKind.None ? "passed by reference"
                : parameter.IsParams ? "a params array"
                : $"of type '{Text(parameter.Type)}'";
            diagnostics.Add(DiagnosticInfo.Create(Descriptors.ParameterNotTensor, location, parameter.Name, found));
            return null;
        }
        var attribute = parameter.GetAttributes()
            .FirstOrDefault(candidate => candidate.AttributeClass?.ToDisplayString() == ShapeAttributeName);
        if (attribute is null)
        {
            diagnostics.Add(DiagnosticInfo.Create(Descriptors.NoShape, location, parameter.Name));
            return null;
        }
        return Input(parameter, attribute, diagnostics, cancellation);
    }

    private static NetInput? Input(IParameterSymbol parameter, AttributeData attribute, List<DiagnosticInfo> diagnostics,
        CancellationToken cancellation)
    {
        var sizes = attribute.ConstructorArguments.Select(argument => argument.Value).OfType<int>().ToList();
        if (sizes.Count == 3) sizes.Insert(0, 1);
        try
        {
            if (sizes.Count == 4) return new NetInput(parameter.Name, new TensorShape([.. sizes]));
        }
        catch (ShapeException exception)
        {
            var location = attribute.ApplicationSyntaxReference!.GetSyntax(cancellation).GetLocation();
            diagnostics.Add(DiagnosticInfo.Create(Descriptors.InvalidShape, location, parameter.Name, exception.Message));
            return null;
        }

        // The compiler has reported what is wrong with the attribute.
        diagnostics.Add(DiagnosticInfo.Create(Descriptors.DoesNotCompile, parameter.Locations[0], parameter.ContainingType.Name));
        return null;
    }

    private static bool IsTensor(ITypeSymbol type) => type.ToDisplayString() == TensorName;

    private static string Text(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static Location ReturnLocation(IMethodSymbol forward, CancellationToken cancellation) =>
        forward.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is MethodDeclarationSyntax method
            ? method.ReturnType.GetLocation()
            : forward.Locations[0];
}

/// <summary>One input of a net.</summary>
internal sealed record NetInput(string Name, TensorShape Shape);
