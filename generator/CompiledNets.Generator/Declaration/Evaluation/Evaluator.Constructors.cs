using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private readonly HashSet<ISymbol> initialized = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, object?> statics = new(SymbolEqualityComparer.Default);

    private void RunConstructor(IMethodSymbol constructor, UserObject created, object?[] arguments, IOperation site)
    {
        if (calls.Count >= DeepestCall) throw TooDeep(constructor, site);
        var caller = scope;
        scope = NewScope(constructor, created);
        Bind(scope, constructor, arguments);
        calls.Add(new Call(constructor, site));
        try
        {
            RunConstructor(constructor, created, site);
        }
        finally
        {
            scope = caller;
            calls.RemoveAt(calls.Count - 1);
        }
    }

    private void RunConstructor(IMethodSymbol constructor, UserObject created, IOperation site)
    {
        switch (constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation))
        {
            case ConstructorDeclarationSyntax declaration:
                RunDeclared(constructor, created, declaration, site);
                break;
            case TypeDeclarationSyntax { ParameterList: not null } primary:
                RunPrimary(constructor, created, primary, site);
                break;
            default:
                InitializeFields(created, constructor.ContainingType, isStatic: false);
                RunBase(created, constructor.ContainingType, site);
                break;
        }
    }

    private void RunDeclared(IMethodSymbol constructor, UserObject created, ConstructorDeclarationSyntax declaration, IOperation site)
    {
        var body = (IConstructorBodyOperation)ModelOf(declaration.SyntaxTree).GetOperation(declaration, cancellation)!;
        var delegates = declaration.Initializer?.IsKind(SyntaxKind.ThisConstructorInitializer) == true;
        if (!delegates) InitializeFields(created, constructor.ContainingType, isStatic: false);
        if (declaration.Initializer is not null) RunInitializer(body.Initializer, created);
        else RunBase(created, constructor.ContainingType, site);
        Execute((IOperation?)body.BlockBody ?? body.ExpressionBody ?? throw Broken(body));
    }

    private void RunPrimary(IMethodSymbol constructor, UserObject created, TypeDeclarationSyntax declaration, IOperation site)
    {
        var type = constructor.ContainingType;
        foreach (var parameter in constructor.OriginalDefinition.Parameters)
        {
            var value = scope.Find(parameter)!.Value;
            if (type.IsRecord
                && type.OriginalDefinition.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property
                && IsPositional(property))
                created.Fields[Key(property)] = value;
            else
                created.Fields[parameter] = value;
        }
        InitializeFields(created, type, isStatic: false);
        var initializer = declaration.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault();
        if (initializer is null) RunBase(created, type, site);
        else RunInitializer(ModelOf(initializer.SyntaxTree).GetOperation(initializer, cancellation), created);
    }

    // Made by the compiler for a parameter of a record.
    private static bool IsPositional(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ParameterSyntax;

    private void RunInitializer(IOperation? initializer, UserObject created)
    {
        var operation = initializer is IExpressionStatementOperation statement ? statement.Operation : initializer;
        if (operation is not IInvocationOperation call) return;
        var target = scope.Types.Close(call.TargetMethod, compilation);
        var arguments = Arguments(call.Arguments);
        if (types.IsUser(target)) RunConstructor(target, created, arguments, call);
        else RememberException(created, target, arguments);
    }

    private void RunBase(UserObject created, INamedTypeSymbol type, IOperation site)
    {
        if (type.BaseType is not { } ancestor || !types.IsUser(ancestor) || type.IsValueType) return;
        var constructor = ancestor.InstanceConstructors
            .FirstOrDefault(candidate => candidate.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams));
        if (constructor is null) return;
        var arguments = constructor.Parameters
            .Select(parameter => parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : null)
            .ToArray();
        RunConstructor(constructor, created, arguments, site);
    }

    private void InitializeFields(UserObject? created, INamedTypeSymbol type, bool isStatic)
    {
        foreach (var member in type.OriginalDefinition.GetMembers())
        {
            if (member.IsStatic != isStatic || Initializer(member) is not { } initializer) continue;
            var operation = ModelOf(initializer.SyntaxTree).GetOperation(initializer, cancellation);
            if (operation is not ISymbolInitializerOperation { Value: { } value }) continue;
            var result = UserObject.Copy(Evaluate(value));
            if (created is not null) created.Fields[Key(member)] = result;
            else statics[StaticKey(member, type)] = result;
        }
    }

    private static EqualsValueClauseSyntax? Initializer(ISymbol member) => member switch
    {
        IFieldSymbol { IsConst: false, AssociatedSymbol: null } =>
            (member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as VariableDeclaratorSyntax)?.Initializer,
        IPropertySymbol => (member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as PropertyDeclarationSyntax)?.Initializer,
        _ => null,
    };

    /// <summary>Runs the static initializers of a class when it is first used.</summary>
    private void EnsureInitialized(INamedTypeSymbol type)
    {
        if (!types.IsUser(type) || !initialized.Add(type)) return;
        var caller = scope;
        scope = new Scope(null, null, null, TypeArguments.None.With(type));
        try
        {
            InitializeFields(null, type, isStatic: true);
        }
        finally
        {
            scope = caller;
        }
        if (type.StaticConstructors.FirstOrDefault() is { } constructor && constructor.DeclaringSyntaxReferences.Length > 0)
            RunStaticConstructor(constructor);
    }

    private void RunStaticConstructor(IMethodSymbol constructor)
    {
        var syntax = (ConstructorDeclarationSyntax)constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        var body = (IConstructorBodyOperation)ModelOf(syntax.SyntaxTree).GetOperation(syntax, cancellation)!;
        var caller = scope;
        scope = NewScope(constructor, null);
        calls.Add(new Call(constructor, null));
        try
        {
            Execute((IOperation?)body.BlockBody ?? body.ExpressionBody ?? throw Broken(body));
        }
        finally
        {
            scope = caller;
            calls.RemoveAt(calls.Count - 1);
        }
    }

    // The same field of two constructed types is two fields.
    private static ISymbol StaticKey(ISymbol member, INamedTypeSymbol type)
    {
        var key = Key(member);
        return type.IsGenericType
            ? type.GetMembers(key.Name)
                .FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, key))
                ?? key
            : key;
    }
}
