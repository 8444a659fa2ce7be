using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private object? Binary(IBinaryOperation operation)
    {
        if (operation.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr) return ShortCircuit(operation);
        var left = Evaluate(operation.LeftOperand);
        var right = Evaluate(operation.RightOperand);
        if (operation.IsLifted && (left is null || right is null)) return Lifted(operation.OperatorKind, left, right);
        return operation.OperatorMethod is { } method && !IsBuiltIn(method)
            ? CallOperator(method, [UserObject.Copy(left), UserObject.Copy(right)], operation)
            : Calculate(operation.OperatorKind, left, right, operation.IsChecked, operation);
    }

    // The compiler names methods for these, but C# defines what they do.
    private static bool IsBuiltIn(IMethodSymbol method) =>
        method.ContainingType.SpecialType is not SpecialType.None
            || method.ContainingType.Name is nameof(Delegate) or nameof(MulticastDelegate);

    private object? ShortCircuit(IBinaryOperation operation)
    {
        var isAnd = operation.OperatorKind == BinaryOperatorKind.ConditionalAnd;
        if (operation.OperatorMethod is not null) throw Unsupported(operation, "a user-defined && or ||", "use bool");
        return Evaluate(operation.LeftOperand) is bool left && left != isAnd ? left : Evaluate(operation.RightOperand);
    }

    private static object? Lifted(BinaryOperatorKind kind, object? left, object? right) => kind switch
    {
        BinaryOperatorKind.Equals => left is null && right is null,
        BinaryOperatorKind.NotEquals => left is not null || right is not null,
        BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual => false,
        BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual => false,
        BinaryOperatorKind.And when left is false || right is false => false,
        BinaryOperatorKind.Or when left is true || right is true => true,
        _ => null,
    };

    private object? Calculate(BinaryOperatorKind kind, object? left, object? right, bool isChecked, IOperation operation)
    {
        if (kind == BinaryOperatorKind.Add && operation.Type?.SpecialType == SpecialType.System_String)
            return Text(left, null) + Text(right, null);
        if (left is EnumValue or Enum || right is EnumValue or Enum) return CalculateEnum(kind, left, right, isChecked, operation);
        if (kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
            && (left is null || right is null || ComparesReferences(operation)))
            return Same(left, right) == (kind == BinaryOperatorKind.Equals);
        try
        {
            if (left is not null && right is not null && Numeric.Binary(kind, left, right, isChecked) is { } result) return result;
        }
        catch (ArithmeticException exception)
        {
            throw Threw(exception, operation);
        }
        return kind switch
        {
            BinaryOperatorKind.Equals => Same(left, right),
            BinaryOperatorKind.NotEquals => !Same(left, right),
            BinaryOperatorKind.Add when left is Delegate or null && right is Delegate or null =>
                Delegate.Combine((Delegate?)left, (Delegate?)right),
            _ => throw Unsupported(operation, $"this '{kind}' operator", "use numbers, strings or tensors"),
        };
    }

    private static bool ComparesReferences(IOperation operation) =>
        operation is IBinaryOperation { LeftOperand.Type: { IsReferenceType: true, SpecialType: not SpecialType.System_String } };

    private static bool Same(object? left, object? right) =>
        left is string or Delegate or TypeValue ? Equals(left, right) : ReferenceEquals(left, right);

    private object? CalculateEnum(BinaryOperatorKind kind, object? left, object? right, bool isChecked, IOperation operation)
    {
        var (l, r) = (Underlying(left), Underlying(right));
        if (l is null || r is null) return Lifted(kind, l, r);
        if (l.GetType() != r.GetType()) (l, r) = (Numeric.Convert(l, typeof(long), false), Numeric.Convert(r, typeof(long), false));
        var result = Numeric.Binary(kind, l, r, isChecked)
            ?? throw Unsupported(operation, $"this '{kind}' operator of an enum", "use numbers");
        return result is bool ? result : ConvertTo(result, Close(operation.Type!), operation, isChecked);
    }

    private static object? Underlying(object? value) => value switch
    {
        EnumValue enumeration => enumeration.Number,
        Enum known => System.Convert.ChangeType(known, Enum.GetUnderlyingType(known.GetType())),
        _ => value,
    };

    private object? Unary(IUnaryOperation operation)
    {
        var operand = Evaluate(operation.Operand);
        if (operand is null && operation.IsLifted) return null;
        if (operation.OperatorMethod is { } method && !IsBuiltIn(method)) return CallOperator(method, [operand], operation);
        if (operation.OperatorKind == UnaryOperatorKind.Hat) return new Index((int)operand!, fromEnd: true);
        if (operand is EnumValue or Enum && operation.OperatorKind == UnaryOperatorKind.BitwiseNegation)
            return ConvertTo(Numeric.Unary(operation.OperatorKind, Underlying(operand)!, false), Close(operation.Type!), operation, false);
        try
        {
            return Numeric.Unary(operation.OperatorKind, operand!, operation.IsChecked)
                ?? throw Unsupported(operation, $"this '{operation.OperatorKind}' operator", "use numbers");
        }
        catch (OverflowException exception)
        {
            throw Threw(exception, operation);
        }
    }

    private object? CallOperator(IMethodSymbol method, object?[] operands, IOperation operation)
    {
        var closed = scope.Types.Close(method, compilation);
        for (var i = 0; i < operands.Length; i++) operands[i] = ConvertTo(operands[i], closed.Parameters[i].Type, operation, false);
        if (IsUserCode(closed))
        {
            EnsureInitialized(closed.ContainingType);
            return CallUser(closed, null, operands, operation);
        }
        if (types.IsUser(closed) && operands.Length == 2)
            return Equals(operands[0], operands[1]) == (closed.Name == WellKnownMemberNames.EqualityOperatorName);
        return CallExternal(closed, null, operands, operation);
    }
}
