using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private object? Assign(ISimpleAssignmentOperation operation)
    {
        if (operation.IsRef && operation.Target is ILocalReferenceOperation { Local: var local })
        {
            scope.Declare(local, Locate(operation.Value));
            return null;
        }
        var target = Locate(operation.Target);
        return target.Value = UserObject.Copy(Evaluate(operation.Value));
    }

    private object? AssignCompound(ICompoundAssignmentOperation operation)
    {
        if (operation.OperatorMethod is { IsStatic: false }) throw Unsupported(operation, "an instance operator", "use a static operator");
        var target = Locate(operation.Target);
        var left = target.Value;
        var right = Evaluate(operation.Value);
        var result = operation.OperatorMethod is { } method && !IsBuiltIn(method)
            ? CallOperator(method, [left, right], operation)
            : Combine(operation, left, right);
        return target.Value = ConvertTo(result, Close(operation.Type!), operation, operation.IsChecked);
    }

    // The operator works on the promoted type, to which only the right operand has been converted.
    private object? Combine(ICompoundAssignmentOperation operation, object? left, object? right)
    {
        if (operation.IsLifted && (left is null || right is null)) return null;
        if (!Numeric.IsShift(operation.OperatorKind) && Numeric.IsNumber(left) && Numeric.IsNumber(right))
            left = Numeric.Convert(left, right.GetType(), operation.IsChecked);
        return Calculate(operation.OperatorKind, left, right, operation.IsChecked, operation);
    }

    private object? AssignCoalesce(ICoalesceAssignmentOperation operation)
    {
        var target = Locate(operation.Target);
        return target.Value ??= UserObject.Copy(Evaluate(operation.Value));
    }

    private object? Increment(IIncrementOrDecrementOperation operation)
    {
        var target = Locate(operation.Target);
        var old = target.Value;
        if (old is null && operation.IsLifted) return null;
        var value = operation.OperatorMethod is { } method && !IsBuiltIn(method)
            ? CallOperator(method, [old], operation)
            : Next(old!, operation);
        target.Value = value;
        return operation.IsPostfix ? old : value;
    }

    private object? Next(object old, IIncrementOrDecrementOperation operation)
    {
        var kind = operation.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var number = old is EnumValue value ? value.Number : old;
        var one = number is decimal or double or float or long or ulong or uint ? Numeric.Convert(1, number.GetType(), false) : 1;
        var promoted = number is char or byte or sbyte or short or ushort ? Numeric.Convert(number, typeof(int), false) : number;
        var result = Calculate(kind, promoted, one, operation.IsChecked, operation);
        return ConvertTo(result, Close(operation.Type!), operation, operation.IsChecked);
    }

    private object? Deconstruct(IDeconstructionAssignmentOperation operation)
    {
        var value = Evaluate(operation.Value);
        var info = operation.Syntax is AssignmentExpressionSyntax syntax
            ? ModelOf(syntax.SyntaxTree).GetDeconstructionInfo(syntax)
            : default;
        Deconstruct(operation.Target, value, info, operation);
        return value;
    }

    private void Deconstruct(IOperation target, object? value, DeconstructionInfo info, IOperation operation)
    {
        while (target is IDeclarationExpressionOperation declaration && declaration.Expression is ITupleOperation)
            target = declaration.Expression;
        if (target is not ITupleOperation tuple)
        {
            var cell = Locate(target);
            cell.Value = target.Type is { } type
                ? ConvertTo(UserObject.Copy(value), Close(type), operation, false)
                : UserObject.Copy(value);
            return;
        }
        var parts = Parts(value, info, tuple.Elements.Length, operation);
        for (var i = 0; i < tuple.Elements.Length; i++)
            Deconstruct(tuple.Elements[i], parts[i], info.Nested.Length > i ? info.Nested[i] : default, operation);
    }

    private object?[] Parts(object? value, DeconstructionInfo info, int count, IOperation operation)
    {
        if (TupleValue.Is(value)) return TupleValue.Items(value!);
        if (info.Method is not { } method) throw NullFault(operation, "the value to take apart");
        return CallDeconstruct(method, value, count, operation);
    }

    private object?[] CallDeconstruct(IMethodSymbol method, object? value, int count, IOperation operation)
    {
        if (value is null) throw NullFault(operation, "the value to take apart");
        var cells = Enumerable.Range(0, count).Select(_ => (object?)new Variable(null)).ToArray();
        var declared = method.ReducedFrom is { } extension ? extension.Construct([.. method.TypeArguments]) : method;
        var closed = scope.Types.Close(declared, compilation);
        if (closed.IsStatic) Dispatch(closed, null, [value, .. cells], operation);
        else Dispatch(closed, value, cells, operation);
        return [.. cells.Select(cell => ((Cell)cell!).Value)];
    }

    /// <summary>The place that an expression names; a temporary one for an expression that names none.</summary>
    private Cell Locate(IOperation target)
    {
        Step(target);
        switch (target)
        {
            case ILocalReferenceOperation { IsDeclaration: true } declared:
                return Declared(declared.Local);
            case ILocalReferenceOperation local:
                return CellOf(local.Local, target);
            case IParameterReferenceOperation parameter:
                return ParameterCell(parameter.Parameter, target);
            case IDeclarationExpressionOperation declaration:
                return Locate(declaration.Expression);
            case IDiscardOperation:
                return new Variable(null);
            case IFieldReferenceOperation field:
                return FieldCell(field);
            case IPropertyReferenceOperation property:
                return PropertyCell(property);
            case IArrayElementReferenceOperation element:
                return ElementCell(element);
            case IImplicitIndexerReferenceOperation indexer:
                return ImplicitIndexerCell(indexer);
            case IConditionalOperation { IsRef: true } conditional:
                return Locate(Test(conditional.Condition) ? conditional.WhenTrue : conditional.WhenFalse!);
            case IInstanceReferenceOperation:
                return new Accessor(() => scope.Self, value => ((UserObject)scope.Self!).Become((UserObject)value!));
            default:
                return new Variable(Evaluate(target));
        }
    }

    private Variable Declared(ILocalSymbol local)
    {
        var variable = new Variable(null);
        scope.Declare(local, variable);
        return variable;
    }

    private Cell CellOf(ILocalSymbol local, IOperation operation)
    {
        if (scope.Find(local) is { } cell) return cell;
        if (local.HasConstantValue) return new Variable(Constant(local.ConstantValue, local.Type));
        throw Unsupported(operation, $"the variable '{local.Name}'", "declare it before it is used");
    }

    private Cell ParameterCell(IParameterSymbol parameter, IOperation operation)
    {
        if (scope.Find(parameter.OriginalDefinition) is { } cell) return cell;
        if (scope.Self is UserObject self && self.Fields.ContainsKey(parameter.OriginalDefinition))
            return new Accessor(
                () => self.Fields[parameter.OriginalDefinition],
                value => self.Fields[parameter.OriginalDefinition] = value);
        throw Unsupported(operation, $"the parameter '{parameter.Name}'", "pass it to the method that uses it");
    }
}
