using System.Reflection;
using CompiledNets.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private const int LongestCallChain = 16;

    private EvaluationStopped Unsupported(IOperation operation, string what, string instead) =>
        Stop(Descriptors.Unsupported, operation, what, instead);

    private EvaluationStopped NotPure(IOperation operation, string what, string why) => Stop(Descriptors.NotPure, operation, what, why);

    private EvaluationStopped Broken(IOperation operation) =>
        Stop(Descriptors.DoesNotCompile, operation, calls.Count == 0 ? "" : calls[0].Method.ContainingType.Name);

    private EvaluationStopped RunsTooLong(IOperation operation, int count, string what)
    {
        var guilty = loops.OrderByDescending(loop => loop.Iterations).FirstOrDefault()?.Operation ?? operation;
        return Stop(Descriptors.EndlessLoop, guilty, $"{count:N0} {what}");
    }

    private EvaluationStopped TooDeep(IMethodSymbol method, IOperation? site) =>
        Stop(Descriptors.DeepRecursion, site ?? current!, Name(method), $"more than {DeepestCall} calls");

    private EvaluationStopped Stop(DiagnosticDescriptor descriptor, IOperation operation, params string[] arguments) =>
        new(new DiagnosticInfo(descriptor, Place(operation), Chain().Locations, arguments.ToEquatableArray()));

    private DeclarationThrew Threw(object thrown, IOperation operation) => new(thrown, Place(operation), Chain());

    /// <summary>An exception as the declaration sees it; null for those that must pass unchanged.</summary>
    private DeclarationThrew? Fault(Exception exception, IOperation operation) => exception switch
    {
        EvaluationStopped or DeclarationThrew or OperationCanceledException or InsufficientExecutionStackException => null,
        TargetInvocationException { InnerException: { } inner } => Fault(inner, operation),
        _ => Threw(exception, operation),
    };

    private DeclarationThrew NullFault(IOperation operation, string what) =>
        Threw(new NullReferenceException($"{what} is null"), operation);

    private CallChain Chain()
    {
        var sites = calls.Where(call => call.Site is not null).Select(call => Place(call.Site!)).Reverse().Take(LongestCallChain);
        var names = calls.Select(call => Name(call.Method)).Take(LongestCallChain);
        return new CallChain(sites.ToEquatableArray(), string.Join(" → ", names));
    }

    /// <summary>
    /// The part of an expression to underline: of a call in a chain only its own name and arguments, not the calls before it.
    /// </summary>
    internal static LocationInfo Place(IOperation operation)
    {
        var syntax = operation.Syntax;
        var name = syntax switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name,
            InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name,
            MemberAccessExpressionSyntax access => access.Name,
            _ => null,
        };
        return LocationInfo.Of(name is null
            ? syntax.GetLocation()
            : Location.Create(syntax.SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(name.SpanStart, syntax.Span.End)));
    }

    private EvaluationStopped Unknown(IOperation operation)
    {
        var (what, instead) = operation.Syntax switch
        {
            AwaitExpressionSyntax => ("'await'", "call a synchronous method"),
            StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => ("'stackalloc'", "use an array"),
            LockStatementSyntax => ("'lock'", "remove it, as a declaration runs on one thread"),
            UnsafeStatementSyntax or FixedStatementSyntax => ("unsafe code", "use arrays"),
            _ when operation.Kind is OperationKind.EventAssignment or OperationKind.EventReference => ("an event", "use a delegate"),
            _ when operation.Kind == OperationKind.AddressOf || operation.Type is IPointerTypeSymbol => ("a pointer", "use an array, or ref"),
            _ when operation.Type is IDynamicTypeSymbol => ("'dynamic'", "use the type itself"),
            _ => ($"this ({operation.Kind} expression)", "write it in simpler C#"),
        };
        return Unsupported(operation, what, instead);
    }

    private static string Name(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType.Name,
        IMethodSymbol { AssociatedSymbol: { } property } => property.Name,
        IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => "lambda",
        IMethodSymbol method => method.Name,
        _ => symbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
    };
}
