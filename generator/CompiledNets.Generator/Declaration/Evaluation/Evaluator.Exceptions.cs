using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private readonly Stack<DeclarationThrew> caught = new();

    private object? Throw(IThrowOperation operation)
    {
        if (operation.Exception is null) throw caught.Peek();
        var thrown = Evaluate(operation.Exception) ?? new NullReferenceException("the thrown exception is null");
        throw Threw(thrown, operation);
    }

    private Flow Try(ITryOperation attempt)
    {
        Flow flow;
        try
        {
            flow = TryCatch(attempt);
        }
        catch (DeclarationThrew)
        {
            if (attempt.Finally is { } cleanup) Execute(cleanup);
            throw;
        }
        return attempt.Finally is { } last && Execute(last) is var end && end != Flow.Next ? end : flow;
    }

    private Flow TryCatch(ITryOperation attempt)
    {
        try
        {
            return Execute(attempt.Body);
        }
        catch (DeclarationThrew threw)
        {
            var clause = attempt.Catches.FirstOrDefault(candidate => Catches(candidate, threw));
            if (clause is null) throw;
            caught.Push(threw);
            var flow = Execute(clause.Handler);
            caught.Pop();
            return flow;
        }
    }

    private bool Catches(ICatchClauseOperation clause, DeclarationThrew threw)
    {
        if (clause.ExceptionType is { } type && type.Name != nameof(Exception) && !IsInstance(threw.Thrown, Close(type))) return false;
        if (clause.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation declarator)
            scope.Declare(declarator.Symbol, new Variable(threw.Thrown));
        return clause.Filter is null || Test(clause.Filter);
    }

    private Flow Using(IUsingOperation use)
    {
        var resources = Resources(use);
        return Disposing(resources, use, () => Execute(use.Body));
    }

    private Flow UsingRest(IUsingDeclarationOperation use, IReadOnlyList<IOperation> statements, int next)
    {
        var resources = Resources(use.DeclarationGroup);
        return Disposing(resources, use, () => ExecuteAll(statements.Skip(next).ToList()));
    }

    private List<object?> Resources(IUsingOperation use) =>
        use.Resources is IVariableDeclarationGroupOperation group ? Resources(group) : [Evaluate(use.Resources)];

    private List<object?> Resources(IVariableDeclarationGroupOperation group)
    {
        Declare(group);
        var declarators = group.Declarations.SelectMany(declaration => declaration.Declarators);
        return [.. declarators.Select(declarator => scope.Find(declarator.Symbol)!.Value)];
    }

    private Flow Disposing(List<object?> resources, IOperation operation, Func<Flow> body)
    {
        Flow flow;
        try
        {
            flow = body();
        }
        catch (DeclarationThrew)
        {
            Dispose(resources, operation);
            throw;
        }
        Dispose(resources, operation);
        return flow;
    }

    private void Dispose(List<object?> resources, IOperation operation)
    {
        for (var i = resources.Count - 1; i >= 0; i--)
            if (resources[i] is UserObject user && FindMember(user.Type, nameof(IDisposable.Dispose)) is { } dispose)
                CallVirtual(dispose, user, [], operation);
            else (resources[i] as IDisposable)?.Dispose();
    }

    // The message of an exception class of the user, which only Exception itself keeps.
    private static void RememberException(UserObject created, IMethodSymbol constructor, object?[] arguments)
    {
        for (var i = 0; i < constructor.Parameters.Length; i++)
            if (constructor.Parameters[i].Name == "message" && MessageOf(created.Type) is { } message)
                created.Fields[message] = arguments[i];
    }

    private static ISymbol? MessageOf(INamedTypeSymbol type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            if (ancestor is { Name: nameof(Exception), ContainingNamespace.Name: "System" })
                return ancestor.GetMembers(nameof(Exception.Message)).First();
        return null;
    }

    /// <summary>The message of an exception of the user.</summary>
    internal string? MessageOf(UserObject exception)
    {
        try
        {
            return MessageOf(exception.Type) is IPropertySymbol message && current is not null
                ? GetProperty(exception, message, current) as string
                : null;
        }
        catch (Exception failure) when (failure is DeclarationThrew or EvaluationStopped)
        {
            return null;
        }
    }
}
