using CompiledNets.Generator.Diagnostics;
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
        return new DeclarationResult(declaration, reader.diagnostics.ToEquatableArray());
    }

    private NetDeclaration? Read(CancellationToken cancellation)
    {
        CheckClass();
        if (FindForward() is not { } forward) return null;
        var signature = ForwardSignature.Read(forward, type, diagnostics, cancellation);
        if (signature is null || diagnostics.Count > 0) return null;
        return GraphReader.Read(forward, signature, compilation, diagnostics, cancellation) is { } graph
            ? new NetDeclaration(
                type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
                ContainingTypes(), type.Name, SyntaxFacts.GetText(type.DeclaredAccessibility), HintName(), graph, NetOptions.Of(attribute))
            : null;
    }

    private void CheckClass()
    {
        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword)) Report(Descriptors.NotPartial, syntax.Identifier.GetLocation(), type.Name);
        if (syntax is RecordDeclarationSyntax) Unsupported("a record", "make it a class");
        if (type.IsAbstract && !type.IsStatic) Unsupported("abstract", "remove 'abstract'");
        if (type.IsStatic) Unsupported("static", "remove 'static', as the compiled net has instances with weights");
        if (type.Arity > 0) Unsupported("generic", "remove its type parameters");
        for (var outer = syntax.Parent as TypeDeclarationSyntax; outer is not null; outer = outer.Parent as TypeDeclarationSyntax)
        {
            if (!outer.Modifiers.Any(SyntaxKind.PartialKeyword))
                Report(Descriptors.NotPartial, outer.Identifier.GetLocation(), outer.Identifier.Text);
            if (outer.Arity > 0) Unsupported($"nested in the generic type '{outer.Identifier.Text}'", "move it out");
        }
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

    private string HintName() => type.ToDisplayString(qualified).Replace("@", "");

    private void Unsupported(string what, string fix) =>
        Report(Descriptors.UnsupportedClass, syntax.Identifier.GetLocation(), type.Name, what, fix);

    private void Report(DiagnosticDescriptor descriptor, Location location, params string[] arguments) =>
        diagnostics.Add(DiagnosticInfo.Create(descriptor, location, arguments));
}
