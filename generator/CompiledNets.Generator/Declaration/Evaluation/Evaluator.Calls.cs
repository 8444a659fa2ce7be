using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private const int DeepestCall = 256;

    private readonly List<Call> calls = [];
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];
    private readonly Dictionary<ISymbol, IOperation?> bodies = new(SymbolEqualityComparer.Default);

    /// <summary>A running method of the declaration, and the call that started it.</summary>
    internal readonly struct Call(IMethodSymbol method, IOperation? site)
    {
        public IMethodSymbol Method => method;

        public IOperation? Site => site;
    }

    private object? Invoke(IInvocationOperation operation)
    {
        var method = Implementation(scope.Types.Close(operation.TargetMethod, compilation), operation.ConstrainedToType);
        if (method.MethodKind == MethodKind.DelegateInvoke) return InvokeDelegate(operation);
        var self = operation.Instance is null ? null : Evaluate(operation.Instance);
        if (operation.Instance is not null && self is null && !Nullables.Is(operation.Instance.Type))
            throw NullFault(operation, $"'{operation.Instance.Syntax}'");
        return InvokeMethod(method, self, operation.Arguments, operation, operation.IsVirtual);
    }

    private object? InvokeMethod(
        IMethodSymbol method, object? self, IReadOnlyList<IArgumentOperation> arguments, IOperation operation, bool isVirtual = false)
    {
        if (method.MethodKind == MethodKind.LocalFunction) return CallUser(method, null, Arguments(arguments), operation);
        if (method.IsStatic && IsUserCode(method)) EnsureInitialized(method.ContainingType);
        var values = Arguments(arguments);
        return self is UserObject target && (isVirtual || method.ContainingType.TypeKind == TypeKind.Interface)
            ? CallVirtual(method, target, values, operation)
            : Dispatch(method, self, values, operation);
    }

    private object? Dispatch(IMethodSymbol method, object? self, object?[] arguments, IOperation operation) =>
        IsUserCode(method) ? CallUser(method, self, arguments, operation)
        : self is UserObject target && target.Type.TypeKind != TypeKind.Enum && ObjectMember(method, target, arguments) is { } result
            ? result.Value
        : CallExternal(method, self, arguments, operation);

    // True for methods with a body in source; the compiler's own members of records have none.
    private bool IsUserCode(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction || (types.IsUser(method) && BodyOf(method) is not null);

    private object? CallVirtual(IMethodSymbol method, UserObject self, object?[] arguments, IOperation operation)
    {
        var target = FindOverride(method, self.Type);
        return Dispatch(target, self, arguments, operation);
    }

    private IMethodSymbol FindOverride(IMethodSymbol method, INamedTypeSymbol type)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            var implementation = type.FindImplementationForInterfaceMember(method.ConstructedFrom) as IMethodSymbol ?? method;
            if (implementation.IsAbstract || implementation.IsVirtual || implementation.IsOverride)
                implementation = implementation.ContainingType.TypeKind == TypeKind.Interface
                    ? implementation
                    : FindOverride(implementation, type);
            return Construct(implementation, method);
        }
        if (!method.IsVirtual && !method.IsAbstract && !method.IsOverride) return method;
        var definition = method.OriginalDefinition;
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            foreach (var member in ancestor.GetMembers(method.Name).OfType<IMethodSymbol>())
                for (var overridden = member; overridden is not null; overridden = overridden.OverriddenMethod)
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, definition)) return Construct(member, method);
        return method;
    }

    // What T.Member calls, for a static member of an interface.
    private IMethodSymbol Implementation(IMethodSymbol method, ITypeSymbol? constrainedTo) =>
        constrainedTo is not null && Close(constrainedTo).FindImplementationForInterfaceMember(method.ConstructedFrom) is IMethodSymbol implementation
            ? Construct(implementation, method)
            : method;

    private static IMethodSymbol Construct(IMethodSymbol method, IMethodSymbol called) =>
        called.TypeArguments.Length > 0 && method.Arity == called.Arity
            ? method.ConstructedFrom.Construct([.. called.TypeArguments])
            : method;

    /// <summary>The values of the arguments in the order of the parameters; a <see cref="Cell"/> for each passed by reference.</summary>
    private object?[] Arguments(IReadOnlyList<IArgumentOperation> arguments)
    {
        var values = new object?[arguments.Count];
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            var index = argument.Parameter?.Ordinal ?? i;
            values[index] = argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out }
                ? Locate(argument.Value)
                : UserObject.Copy(Evaluate(argument.Value));
        }
        return values;
    }

    private object? CallUser(IMethodSymbol method, object? self, object?[] arguments, IOperation? site)
    {
        var body = BodyOf(method) ?? throw NotPure(site ?? current!, Name(method), "its source is not in this project");
        if (calls.Count >= DeepestCall) throw TooDeep(method, site);
        if (method.IsAsync) throw Unsupported(site ?? current!, $"the async method '{method.Name}'", "make it synchronous");

        if (Yields(body.Syntax)) return NewSequence(method, self, arguments, site);
        var caller = scope;
        var callee = NewCallee(method, self, arguments);
        calls.Add(new Call(method, site));
        scope = callee;
        try
        {
            Execute(BlockOf(body));
            return callee.Returned;
        }
        finally
        {
            scope = caller;
            calls.RemoveAt(calls.Count - 1);
        }
    }

    private Scope NewCallee(IMethodSymbol method, object? self, object?[] arguments)
    {
        var callee = NewScope(method, self);
        Bind(callee, method, arguments);
        if (method.OriginalDefinition.ContainingType?.ExtensionParameter is { } receiver) callee.Declare(receiver, new Variable(self));
        return callee;
    }

    private Scope NewScope(IMethodSymbol method, object? self)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            var outer = scope.Of(method.ContainingSymbol?.OriginalDefinition);
            var all = outer.Types.With(method.OriginalDefinition.TypeParameters, method.TypeArguments);
            return new Scope(outer, method.OriginalDefinition, outer.Self, all);
        }
        var type = self is UserObject target ? Ancestor(target.Type, method.ContainingType) : method.ContainingType;
        var declared = Declared(method);
        var arguments = TypeArguments.None.With(type).With(declared.TypeParameters, method.TypeArguments);
        return new Scope(null, declared, self, arguments);
    }

    // The constructed form of the class that declares a member, as its instance inherits it.
    private static INamedTypeSymbol Ancestor(INamedTypeSymbol type, INamedTypeSymbol declaring)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            if (SymbolEqualityComparer.Default.Equals(ancestor.OriginalDefinition, declaring.OriginalDefinition)) return ancestor;
        return declaring;
    }

    private static void Bind(Scope callee, IMethodSymbol method, object?[] arguments)
    {
        var parameters = Declared(method).Parameters;
        for (var i = 0; i < parameters.Length; i++)
            callee.Declare(parameters[i], arguments[i] as Cell ?? new Variable(arguments[i]));
    }

    // The part of a partial method that has the body, whose parameters are symbols of their own.
    private static IMethodSymbol Declared(IMethodSymbol method) =>
        method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;

    private static IOperation BlockOf(IOperation body) => body switch
    {
        IMethodBodyOperation method => (IOperation?)method.BlockBody ?? method.ExpressionBody!,
        ILocalFunctionOperation local => local.Body!,
        _ => body,
    };

    private IOperation? BodyOf(IMethodSymbol method)
    {
        var definition = method.OriginalDefinition;
        if (bodies.TryGetValue(definition, out var body)) return body;
        var syntax = Declared(method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        var hasBody = syntax switch
        {
            BaseMethodDeclarationSyntax declaration => declaration.Body is not null || declaration.ExpressionBody is not null,
            AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
            LocalFunctionStatementSyntax or ArrowExpressionClauseSyntax => true,
            _ => false,
        };
        return bodies[definition] = hasBody ? ModelOf(syntax!.SyntaxTree).GetOperation(syntax, cancellation) : null;
    }

    private SemanticModel ModelOf(SyntaxTree tree)
    {
        if (!models.TryGetValue(tree, out var model)) models[tree] = model = compilation.GetSemanticModel(tree);
        return model;
    }
}
