using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private object? CreateDelegate(IDelegateCreationOperation operation) => operation.Target switch
    {
        IAnonymousFunctionOperation lambda => Lambda(lambda, operation.Type),
        IMethodReferenceOperation method => MethodGroup(method, operation.Type),
        var other => Evaluate(other),
    };

    private object Lambda(IAnonymousFunctionOperation lambda, ITypeSymbol? type)
    {
        var captured = scope.Capture();
        return NewDelegate(arguments => CallLambda(lambda, captured, arguments), type, lambda);
    }

    private object? CallLambda(IAnonymousFunctionOperation lambda, Scope captured, object?[] arguments)
    {
        if (calls.Count >= DeepestCall) throw TooDeep(lambda.Symbol, lambda);
        var caller = scope;
        scope = new Scope(captured, lambda.Symbol, captured.Self, captured.Types);
        Bind(scope, lambda.Symbol, arguments);
        calls.Add(new Call(lambda.Symbol, null));
        try
        {
            Execute(lambda.Body);
            return scope.Returned;
        }
        finally
        {
            scope = caller;
            calls.RemoveAt(calls.Count - 1);
        }
    }

    private object MethodGroup(IMethodReferenceOperation reference, ITypeSymbol? type)
    {
        var method = scope.Types.Close(reference.Method, compilation);
        var self = reference.Instance is null ? null : UserObject.Copy(Evaluate(reference.Instance));
        var captured = method.MethodKind == MethodKind.LocalFunction ? scope.Capture() : scope;
        return NewDelegate(Call, type, reference);

        object? Call(object?[] arguments) => CallTarget(method, self, captured, WithReceiver(method, self, arguments), reference);
    }

    // An extension method as a method group keeps its receiver.
    private static object?[] WithReceiver(IMethodSymbol method, object? self, object?[] arguments) =>
        method.IsStatic && self is not null && method.Parameters.Length == arguments.Length + 1 ? [self, .. arguments] : arguments;

    private object? CallTarget(IMethodSymbol method, object? self, Scope captured, object?[] arguments, IMethodReferenceOperation reference)
    {
        var caller = scope;
        scope = captured;
        try
        {
            return self is UserObject target && reference.IsVirtual
                ? CallVirtual(method, target, arguments, reference)
                : Dispatch(method, self, arguments, reference);
        }
        finally
        {
            scope = caller;
        }
    }

    private object NewDelegate(Func<object?[], object?> body, ITypeSymbol? type, IOperation operation)
    {
        var target = type is null ? null : types.Find(Close(type));
        return (target is null ? null : new Closure(this, body).ToDelegate(target)) ?? throw Unsupported(
            operation,
            $"a function of type '{(type is null ? "?" : Name(type))}'",
            "use Func or Action with at most 8 parameters, none by reference");
    }

    private object? InvokeDelegate(IInvocationOperation operation)
    {
        var function = Evaluate(operation.Instance!) as Delegate ?? throw NullFault(operation, $"'{operation.Instance!.Syntax}'");
        var arguments = Arguments(operation.Arguments);
        object? result = null;
        foreach (var target in function.GetInvocationList())
            result = target.Target is Closure closure
                ? closure.Invoke(arguments)
                : Reflect(target.Method, target.Target, arguments, operation);
        return result;
    }
}
