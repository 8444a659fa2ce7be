using CompiledNets.Generator.Diagnostics;
using CompiledNets.Generator.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNets.Generator.Declaration;

/// <summary>Reads one class with <c>[CompiledNet]</c>: checks how it is declared and evaluates its Forward.</summary>
internal sealed class DeclarationReader
{
    private const string ForwardName = "Forward";

    private static readonly SymbolDisplayFormat qualified =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private static readonly SymbolDisplayFormat unbound = qualified.WithGenericsOptions(SymbolDisplayGenericsOptions.None);

    private readonly INamedTypeSymbol type;
    private readonly TypeDeclarationSyntax syntax;
    private readonly Compilation compilation;
    private readonly AttributeData attribute;
    private readonly List<DiagnosticInfo> diagnostics = [];

    private DeclarationReader(INamedTypeSymbol type, TypeDeclarationSyntax syntax, AttributeData attribute, Compilation compilation)
    {
        this.attribute = attribute;
        this.type = type;
        this.syntax = syntax;
        this.compilation = compilation;
    }

    public static DeclarationResult Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var reader = new DeclarationReader(
            (INamedTypeSymbol)context.TargetSymbol, (TypeDeclarationSyntax)context.TargetNode, context.Attributes[0], context.SemanticModel.Compilation);
        var declaration = reader.Read(cancellation);
        return new DeclarationResult(declaration, reader.diagnostics.ToEquatableArray(), WeightsLocation(context.Attributes[0], cancellation));
    }

    private static LocationInfo? WeightsLocation(AttributeData attribute, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax { ArgumentList.Arguments: var arguments }
        && arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.Text == nameof(NetOptions.Weights)) is { } argument
            ? LocationInfo.Of(argument.Expression.GetLocation())
            : null;

    private NetDeclaration? Read(CancellationToken cancellation)
    {
        CheckClass();
        if (FindForward() is not { } forward) return null;
        var signature = ForwardSignature.Read(forward, type, diagnostics, cancellation);
        if (signature is not null) CheckMembers(signature);
        if (signature is null || diagnostics.Count > 0) return null;
        return GraphReader.Read(forward, signature, compilation, diagnostics, cancellation) is { } graph
            ? new NetDeclaration(
                type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
                ContainingTypes(), type.Name, SyntaxFacts.GetText(type.DeclaredAccessibility), type.ToDisplayString(qualified), HiddenNames(), HintName(), graph,
                NetOptions.Of(attribute))
            : null;
    }

    private void CheckClass()
    {
        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword)) Report(Descriptors.NotPartial, syntax.Identifier.GetLocation(), type.Name);
        if (syntax is RecordDeclarationSyntax) Unsupported("is a record", "make it a class");
        else if (type.TypeKind != TypeKind.Class) Unsupported("is no class", "make it one");
        else if (type.IsAbstract && !type.IsStatic) Unsupported("is abstract", "remove 'abstract'");
        if (type.IsStatic) Unsupported("is static", "remove 'static', as the compiled net has instances with weights");
        if (type.IsFileLocal) Unsupported("is local to its file", "remove 'file', as the compiled code of the net is another file");
        if (type.Arity > 0) Unsupported("is generic", "remove its type parameters");
        foreach (var constructor in type.InstanceConstructors.Where(constructor => !constructor.IsImplicitlyDeclared))
            Report(Descriptors.UnsupportedClass, constructor.Locations[0], type.Name, "has a constructor", "remove it, as Load makes the instances; make settings constants");
        for (var outer = syntax.Parent as TypeDeclarationSyntax; outer is not null; outer = outer.Parent as TypeDeclarationSyntax)
        {
            if (!outer.Modifiers.Any(SyntaxKind.PartialKeyword))
                Report(Descriptors.NotPartial, outer.Identifier.GetLocation(), outer.Identifier.Text);
            if (outer.Arity > 0) Unsupported($"is nested in the generic type '{outer.Identifier.Text}'", "move it out");
        }
    }

    private void CheckMembers(ForwardSignature signature)
    {
        var names = new ApiNames([.. signature.Inputs.Select(input => input.Name)], signature.Outputs);
        var packsWeights = NetOptions.Of(attribute).Weights is not null;
        foreach (var member in type.GetMembers().Where(member => names.Declare(member, packsWeights)))
            Report(Descriptors.ReservedMember, member.Locations[0], type.Name, member.Name);
    }

    private IMethodSymbol? FindForward()
    {
        var candidates = type.GetMembers(ForwardName).OfType<IMethodSymbol>().ToList();
        if (candidates.Count == 1) return candidates[0];
        if (candidates.Count == 0)
            Report(Descriptors.NoForward, syntax.Identifier.GetLocation(), type.Name);
        else
            Report(Descriptors.ManyForwards, candidates[1].Locations[0], type.Name, candidates.Count.ToString());
        return null;
    }

    private EquatableArray<ContainingType> ContainingTypes()
    {
        var containing = new List<ContainingType>();
        for (var outer = syntax.Parent as TypeDeclarationSyntax; outer is not null; outer = outer.Parent as TypeDeclarationSyntax)
            containing.Insert(0, new ContainingType(Keyword(outer), outer.Identifier.Text));
        return containing.ToEquatableArray();
    }

    private static string Keyword(TypeDeclarationSyntax outer) =>
        outer is RecordDeclarationSyntax { ClassOrStructKeyword: { RawKind: not 0 } second } ? $"record {second.Text}" : outer.Keyword.Text;

    // Generated files have their own usings, at their top: what lies between these and the class is nearer, whatever the usings of the
    // declaration make of it, and global usings compete with them.
    private EquatableArray<string> HiddenNames()
    {
        var model = compilation.GetSemanticModel(syntax.SyntaxTree);
        var outside = ((CompilationUnitSyntax)syntax.SyntaxTree.GetRoot()).Members[0].SpanStart;
        var within = syntax.OpenBraceToken.Span.End;
        return QualifiedNames.All
            .Where(name => model.LookupSymbols(within, name: name.Key)
                .Concat(model.LookupSymbols(outside, name: name.Key))
                .Concat(Namespaces().SelectMany(space => space.GetTypeMembers(name.Key)))
                .Any(symbol => symbol.ToDisplayString(unbound) != $"{name.Value}.{name.Key}"))
            .Select(name => name.Key)
            .ToEquatableArray();
    }

    private IEnumerable<INamespaceSymbol> Namespaces()
    {
        for (var space = type.ContainingNamespace; space is not null; space = space.ContainingNamespace) yield return space;
    }

    private string HintName() => type.ToDisplayString(qualified).Replace("@", "");

    private void Unsupported(string what, string fix) =>
        Report(Descriptors.UnsupportedClass, syntax.Identifier.GetLocation(), type.Name, what, fix);

    private void Report(DiagnosticDescriptor descriptor, Location location, params string[] arguments) =>
        diagnostics.Add(DiagnosticInfo.Create(descriptor, location, arguments));
}
