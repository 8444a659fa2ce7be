using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>One run through an iterator method, which stops at each <c>yield</c>.</summary>
/// <param name="call">The method.</param>
/// <param name="scope">Its variables.</param>
internal sealed class Iteration(Evaluator.Call call, Scope scope)
{
    public Evaluator.Call Call => call;

    public Scope Scope => scope;

    public Stack<Evaluator.RunningLoop> Loops { get; } = new();

    /// <summary>How the last statement ended.</summary>
    public Flow Flow { get; set; }

    /// <summary>The values yielded; asking for the next one runs the body.</summary>
    public IEnumerator<object?> Values { get; set; } = null!;
}

internal sealed partial class Evaluator
{
    private readonly Dictionary<SyntaxNode, bool> yielding = [];

    internal bool MoveNext(Iteration iteration)
    {
        if (calls.Count >= DeepestCall) throw TooDeep(iteration.Call.Method, iteration.Call.Site);
        return Within(iteration, iteration.Values.MoveNext);
    }

    internal void Dispose(Iteration iteration) => Within(iteration, () =>
    {
        iteration.Values.Dispose();
        return true;
    });

    private bool Within(Iteration iteration, Func<bool> body)
    {
        var (caller, running) = (scope, loops);
        (scope, loops) = (iteration.Scope, iteration.Loops);
        calls.Add(iteration.Call);
        try
        {
            return body();
        }
        finally
        {
            calls.RemoveAt(calls.Count - 1);
            (scope, loops) = (caller, running);
        }
    }

    private object NewSequence(IMethodSymbol method, object? self, object?[] arguments, IOperation? site)
    {
        var outer = method.MethodKind == MethodKind.LocalFunction ? scope.Capture() : scope;
        var element = (method.ReturnType as INamedTypeSymbol)?.TypeArguments.FirstOrDefault() ?? compilation.ObjectType;
        var type = typeof(LazySequence<>).MakeGenericType(TypeOf(element, site ?? current!));
        var sequence = (System.Collections.IEnumerable)Activator.CreateInstance(
            type, this, (Func<Iteration>)(() => Start(method, self, arguments, site, outer)));
        return method.ReturnType.Name == nameof(System.Collections.IEnumerator) ? sequence.GetEnumerator() : sequence;
    }

    private Iteration Start(IMethodSymbol method, object? self, object?[] arguments, IOperation? site, Scope outer)
    {
        var caller = scope;
        scope = outer;
        var iteration = new Iteration(new Call(method, site), NewCallee(method, self, arguments));
        scope = caller;
        iteration.Values = Yield(BlockOf(BodyOf(method)!), iteration).GetEnumerator();
        return iteration;
    }

    private bool IsIterator(IMethodSymbol method) => BodyOf(method) is { } body && Yields(body.Syntax);

    private bool Yields(SyntaxNode syntax)
    {
        if (!yielding.TryGetValue(syntax, out var yields))
            yielding[syntax] = yields = syntax
                .DescendantNodesAndSelf(node => node == syntax || !IsFunction(node))
                .Any(node => node is YieldStatementSyntax);
        return yields;
    }

    private static bool IsFunction(SyntaxNode node) => node is LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax;

    // Only statements can yield; those that do not are executed like any other.
    private IEnumerable<object?> Yield(IOperation statement, Iteration iteration)
    {
        if (!Yields(statement.Syntax))
        {
            iteration.Flow = Execute(statement);
            return [];
        }
        Step(statement);
        return statement switch
        {
            IReturnOperation returned => YieldReturn(returned, iteration),
            IBlockOperation block => YieldAll(block.Operations, 0, iteration),
            IConditionalOperation conditional => Test(conditional.Condition) ? Yield(conditional.WhenTrue, iteration)
                : conditional.WhenFalse is { } otherwise ? Yield(otherwise, iteration)
                : Nothing(iteration),
            ILoopOperation loop => YieldLoop(loop, iteration),
            ISwitchOperation choice => YieldSwitch(choice, iteration),
            ITryOperation { Catches.IsEmpty: true } attempt => YieldFinally(attempt.Body, () => Execute(attempt.Finally!), iteration),
            IUsingOperation use => YieldUsing(use, iteration),
            ILabeledOperation { Operation: { } labeled } => Yield(labeled, iteration),
            _ => throw Unsupported(statement, "a 'yield' within this statement", "collect the elements in a list and return it"),
        };
    }

    private static IEnumerable<object?> Nothing(Iteration iteration)
    {
        iteration.Flow = Flow.Next;
        return [];
    }

    private IEnumerable<object?> YieldReturn(IReturnOperation returned, Iteration iteration)
    {
        iteration.Flow = returned.Kind == OperationKind.YieldBreak ? Flow.Return : Flow.Next;
        return returned.Kind == OperationKind.YieldBreak ? [] : [UserObject.Copy(Evaluate(returned.ReturnedValue!))];
    }

    private IEnumerable<object?> YieldAll(IReadOnlyList<IOperation> statements, int first, Iteration iteration)
    {
        iteration.Flow = Flow.Next;
        for (var i = first; i < statements.Count && iteration.Flow == Flow.Next; i++)
        {
            var isUsing = statements[i] is IUsingDeclarationOperation;
            var values = isUsing
                ? YieldRest((IUsingDeclarationOperation)statements[i], statements, i + 1, iteration)
                : Yield(statements[i], iteration);
            foreach (var value in values) yield return value;
            if (isUsing) yield break;
        }
    }

    private IEnumerable<object?> YieldLoop(ILoopOperation loop, Iteration iteration)
    {
        var running = new RunningLoop(loop);
        iteration.Loops.Push(running);
        foreach (var _ in Rounds(loop))
        {
            running.Iterations++;
            foreach (var value in Yield(loop.Body, iteration)) yield return value;
            if (iteration.Flow is Flow.Break or Flow.Return) break;
        }
        iteration.Loops.Pop();
        if (iteration.Flow != Flow.Return) iteration.Flow = Flow.Next;
    }

    private IEnumerable<object?> Rounds(ILoopOperation loop) => loop switch
    {
        IForLoopOperation counted => Rounds(counted),
        IWhileLoopOperation conditional => Rounds(conditional),
        IForEachLoopOperation each => Rounds(each),
        _ => throw Unknown(loop),
    };

    private IEnumerable<object?> YieldSwitch(ISwitchOperation choice, Iteration iteration)
    {
        if (Section(choice) is not { } section) return Nothing(iteration);
        return YieldSection(section, iteration);
    }

    private IEnumerable<object?> YieldSection(ISwitchCaseOperation section, Iteration iteration)
    {
        foreach (var value in YieldAll(section.Body, 0, iteration)) yield return value;
        if (iteration.Flow == Flow.Break) iteration.Flow = Flow.Next;
    }

    private IEnumerable<object?> YieldFinally(IOperation body, Action cleanup, Iteration iteration)
    {
        try
        {
            foreach (var value in Yield(body, iteration)) yield return value;
        }
        finally
        {
            var flow = iteration.Flow;
            cleanup();
            iteration.Flow = flow;
        }
    }

    private IEnumerable<object?> YieldUsing(IUsingOperation use, Iteration iteration)
    {
        var resources = Resources(use);
        return YieldFinally(use.Body, () => Dispose(resources, use), iteration);
    }

    private IEnumerable<object?> YieldRest(
        IUsingDeclarationOperation use, IReadOnlyList<IOperation> statements, int next, Iteration iteration)
    {
        var resources = Resources(use.DeclarationGroup);
        try
        {
            foreach (var value in YieldAll(statements, next, iteration)) yield return value;
        }
        finally
        {
            Dispose(resources, use);
        }
    }
}
