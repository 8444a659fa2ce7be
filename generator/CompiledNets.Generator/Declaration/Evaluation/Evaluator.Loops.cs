using System.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private Stack<RunningLoop> loops = new();

    /// <summary>A loop being executed; the one with the most iterations is the guilty one when a declaration does not end.</summary>
    internal sealed class RunningLoop(IOperation operation)
    {
        public IOperation Operation => operation;

        public int Iterations { get; set; }
    }

    private Flow Loop(ILoopOperation loop)
    {
        var running = new RunningLoop(loop);
        loops.Push(running);
        try
        {
            foreach (var _ in Rounds(loop))
            {
                running.Iterations++;
                var flow = Execute(loop.Body);
                if (flow == Flow.Return) return flow;
                if (flow == Flow.Break) break;
            }
            return Flow.Next;
        }
        finally
        {
            loops.Pop();
        }
    }

    // One element for each time that the body is to be executed.
    private IEnumerable<object?> Rounds(IForLoopOperation loop)
    {
        ExecuteAll(loop.Before);
        for (; loop.Condition is null || Test(loop.Condition); ExecuteAll(loop.AtLoopBottom)) yield return null;
    }

    private IEnumerable<object?> Rounds(IWhileLoopOperation loop)
    {
        if (!loop.ConditionIsTop) yield return null;
        while (loop.Condition is null || Test(loop.Condition) != loop.ConditionIsUntil) yield return null;
    }

    private IEnumerable<object?> Rounds(IForEachLoopOperation loop)
    {
        if (loop.IsAsynchronous) throw Unsupported(loop, "'await foreach'", "use foreach");
        var collection = Evaluate(loop.Collection) ?? throw NullFault(loop.Collection, "the collection of foreach");
        var syntax = (CommonForEachStatementSyntax)loop.Syntax;
        var info = ModelOf(syntax.SyntaxTree).GetForEachStatementInfo(syntax);
        foreach (var item in Items(collection, info.GetEnumeratorMethod, loop.Collection))
        {
            BindItem(loop, item, info);
            yield return null;
        }
    }

    private void BindItem(IForEachLoopOperation loop, object? item, ForEachStatementInfo info)
    {
        switch (loop.LoopControlVariable)
        {
            case IVariableDeclaratorOperation declarator:
                var type = info.ElementConversion is { IsIdentity: false, Exists: true } ? declarator.Symbol.Type : null;
                var converted = type is null ? item : ConvertTo(item, Close(type), loop, false);
                scope.Declare(declarator.Symbol, new Variable(UserObject.Copy(converted)));
                break;
            case var target:
                var deconstruction = loop.Syntax is ForEachVariableStatementSyntax variables
                    ? ModelOf(variables.SyntaxTree).GetDeconstructionInfo(variables)
                    : default;
                Deconstruct(target, item, deconstruction, loop);
                break;
        }
    }

    /// <summary>The elements of a collection, whether .NET's or of a class of the user.</summary>
    private IEnumerable Items(object collection, IMethodSymbol? getEnumerator, IOperation operation)
    {
        if (collection is IEnumerable known) return known;
        if (collection is UserObject user) return ItemsOf(user, getEnumerator, operation);
        throw Unsupported(operation, $"a loop over '{operation.Type}'", "loop over an array, a list or another collection");
    }

    private IEnumerable ItemsOf(UserObject collection, IMethodSymbol? getEnumerator, IOperation operation)
    {
        var method = getEnumerator ?? FindMember(collection.Type, "GetEnumerator")
            ?? throw Unsupported(operation, $"a loop over '{collection.Type.Name}'", "give it a GetEnumerator method");
        var enumerator = method.IsStatic ? CallUser(method, null, [collection], operation) : CallVirtual(method, collection, [], operation);
        switch (enumerator)
        {
            case IEnumerator known:
                while (known.MoveNext()) yield return known.Current;
                break;
            case UserObject user:
                var moveNext = FindMember(user.Type, "MoveNext")!;
                var current = FindMember(user.Type, "get_Current")!;
                while ((bool)CallVirtual(moveNext, user, [], operation)!)
                    yield return GetProperty(user, (IPropertySymbol)current.AssociatedSymbol!, operation);
                break;
        }
    }

    private static IMethodSymbol? FindMember(INamedTypeSymbol type, string name)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            if (ancestor.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.Length == 0) is { } found)
                return found;
        return null;
    }
}
