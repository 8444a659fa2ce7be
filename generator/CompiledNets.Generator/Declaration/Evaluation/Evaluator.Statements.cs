using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>How a statement ended.</summary>
internal enum Flow
{
    Next,
    Break,
    Continue,
    Return,
}

internal sealed partial class Evaluator
{
    private Flow Execute(IOperation statement)
    {
        Step(statement);
        switch (statement)
        {
            case IBlockOperation block:
                return ExecuteAll(block.Operations);
            case IExpressionStatementOperation expression:
                Evaluate(expression.Operation);
                return Flow.Next;
            case IVariableDeclarationGroupOperation group:
                Declare(group);
                return Flow.Next;
            case IReturnOperation returned:
                if (returned.ReturnedValue is { } value) scope.Returned = UserObject.Copy(Evaluate(value));
                return Flow.Return;
            case IConditionalOperation conditional:
                return Test(conditional.Condition) ? Execute(conditional.WhenTrue)
                    : conditional.WhenFalse is { } otherwise ? Execute(otherwise)
                    : Flow.Next;
            case ILoopOperation loop:
                return Loop(loop);
            case ISwitchOperation choice:
                return Switch(choice);
            case IBranchOperation branch:
                return Branch(branch);
            case ITryOperation attempt:
                return Try(attempt);
            case IUsingOperation use:
                return Using(use);
            case IUsingDeclarationOperation use:
                Declare(use.DeclarationGroup);
                return Flow.Next;
            case IThrowOperation thrown:
                Throw(thrown);
                return Flow.Next;
            case ILabeledOperation { Operation: { } labeled }:
                return Execute(labeled);
            case ILocalFunctionOperation or IEmptyOperation:
                return Flow.Next;
            case IInvalidOperation:
                throw Broken(statement);
            default:
                if (statement.Type is null) throw Unknown(statement);
                Evaluate(statement);
                return Flow.Next;
        }
    }

    private Flow ExecuteAll(IReadOnlyList<IOperation> statements)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            var flow = statements[i] is IUsingDeclarationOperation use ? UsingRest(use, statements, i + 1) : Execute(statements[i]);
            if (flow != Flow.Next || statements[i] is IUsingDeclarationOperation) return flow;
        }
        return Flow.Next;
    }

    private bool Test(IOperation condition) => (bool)Evaluate(condition)!;

    private void Declare(IVariableDeclarationGroupOperation group)
    {
        foreach (var declaration in group.Declarations)
            foreach (var declarator in declaration.Declarators)
                Declare(declarator, declarator.GetVariableInitializer());
    }

    private void Declare(IVariableDeclaratorOperation declarator, IVariableInitializerOperation? initializer)
    {
        var local = declarator.Symbol;
        if (local.RefKind != RefKind.None && initializer is not null)
            scope.Declare(local, Locate(initializer.Value));
        else
            scope.Declare(local, new Variable(initializer is null ? null : UserObject.Copy(Evaluate(initializer.Value))));
    }

    private Flow Branch(IBranchOperation branch) => branch.BranchKind switch
    {
        BranchKind.Break => Flow.Break,
        BranchKind.Continue => Flow.Continue,
        _ => throw Unsupported(branch, "'goto'", "use a loop or a condition"),
    };

    private Flow Switch(ISwitchOperation choice)
    {
        if (Section(choice) is not { } section) return Flow.Next;
        var flow = ExecuteAll(section.Body);
        return flow == Flow.Break ? Flow.Next : flow;
    }

    private ISwitchCaseOperation? Section(ISwitchOperation choice)
    {
        var value = Evaluate(choice.Value);
        return choice.Cases.FirstOrDefault(candidate => candidate.Clauses.Any(clause => Applies(clause, value)))
            ?? choice.Cases.FirstOrDefault(candidate => candidate.Clauses.Any(clause => clause is IDefaultCaseClauseOperation));
    }

    private bool Applies(ICaseClauseOperation clause, object? value) => clause switch
    {
        IPatternCaseClauseOperation pattern => Matches(pattern.Pattern, value) && (pattern.Guard is null || Test(pattern.Guard)),
        ISingleValueCaseClauseOperation single => Equals(Evaluate(single.Value), value),
        _ => false,
    };
}
