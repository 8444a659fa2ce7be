using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Kind = Microsoft.CodeAnalysis.Operations.BinaryOperatorKind;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>Arithmetic of boxed numbers exactly as C# does it for their type.</summary>
internal static partial class Numeric
{
    public static bool IsNumber(Type type) => Type.GetTypeCode(type) is >= TypeCode.Char and <= TypeCode.Decimal && !type.IsEnum;

    public static bool IsNumber([NotNullWhen(true)] object? value) => value is not null && IsNumber(value.GetType());

    public static bool IsShift(Kind kind) => kind is Kind.LeftShift or Kind.RightShift or Kind.UnsignedRightShift;

    public static decimal ToDecimal(object number) => number is char c ? c : System.Convert.ToDecimal(number);

    /// <summary>The result of a binary operator on operands of one type (shifts apart); null where there is no such operator.</summary>
    public static object? Binary(Kind kind, object left, object right, bool isChecked) => (left, right) switch
    {
        (_, int count) when IsShift(kind) => Shift(kind, left, count),
        (bool l, bool r) => Of(kind, l, r),
        (int l, int r) => Of(kind, l, r, isChecked),
        (long l, long r) => Of(kind, l, r, isChecked),
        (double l, double r) => Of(kind, l, r),
        (float l, float r) => Of(kind, l, r),
        (uint l, uint r) => Of(kind, l, r, isChecked),
        (ulong l, ulong r) => Of(kind, l, r, isChecked),
        (decimal l, decimal r) => Of(kind, l, r),
        (string l, string r) => kind switch { Kind.Equals => l == r, Kind.NotEquals => l != r, _ => null },
        (char or byte or sbyte or short or ushort, _) =>
            Binary(kind, Convert(left, typeof(int), false), Convert(right, typeof(int), false), isChecked),
        _ => null,
    };

    /// <summary>The result of an operator with one operand; null where there is no such operator.</summary>
    public static object? Unary(UnaryOperatorKind kind, object operand, bool isChecked) => (kind, operand) switch
    {
        (UnaryOperatorKind.Plus, _) => operand,
        (UnaryOperatorKind.Not, bool value) => !value,
        (UnaryOperatorKind.Minus, int value) => isChecked ? checked(-value) : unchecked(-value),
        (UnaryOperatorKind.Minus, long value) => isChecked ? checked(-value) : unchecked(-value),
        (UnaryOperatorKind.Minus, float value) => -value,
        (UnaryOperatorKind.Minus, double value) => -value,
        (UnaryOperatorKind.Minus, decimal value) => -value,
        (UnaryOperatorKind.BitwiseNegation, int value) => ~value,
        (UnaryOperatorKind.BitwiseNegation, uint value) => ~value,
        (UnaryOperatorKind.BitwiseNegation, long value) => ~value,
        (UnaryOperatorKind.BitwiseNegation, ulong value) => ~value,
        _ => null,
    };

    private static object? Shift(Kind kind, object left, int count) => (kind, left) switch
    {
        (Kind.LeftShift, int value) => value << count,
        (Kind.LeftShift, uint value) => value << count,
        (Kind.LeftShift, long value) => value << count,
        (Kind.LeftShift, ulong value) => value << count,
        (Kind.RightShift, int value) => value >> count,
        (Kind.RightShift, uint value) => value >> count,
        (Kind.RightShift, long value) => value >> count,
        (Kind.RightShift, ulong value) => value >> count,
        (Kind.UnsignedRightShift, int value) => value >>> count,
        (Kind.UnsignedRightShift, uint value) => value >>> count,
        (Kind.UnsignedRightShift, long value) => value >>> count,
        (Kind.UnsignedRightShift, ulong value) => value >>> count,
        _ => null,
    };

    private static object? Of(Kind kind, bool l, bool r) => kind switch
    {
        Kind.And or Kind.ConditionalAnd => l & r,
        Kind.Or or Kind.ConditionalOr => l | r,
        Kind.ExclusiveOr or Kind.NotEquals => l ^ r,
        Kind.Equals => l == r,
        _ => null,
    };

    private static object? Of(Kind kind, int l, int r, bool isChecked) => kind switch
    {
        Kind.Add => isChecked ? checked(l + r) : unchecked(l + r),
        Kind.Subtract => isChecked ? checked(l - r) : unchecked(l - r),
        Kind.Multiply => isChecked ? checked(l * r) : unchecked(l * r),
        Kind.Divide => l / r,
        Kind.Remainder => l % r,
        Kind.And => l & r,
        Kind.Or => l | r,
        Kind.ExclusiveOr => l ^ r,
        Kind.Equals => l == r,
        Kind.NotEquals => l != r,
        Kind.LessThan => l < r,
        Kind.LessThanOrEqual => l <= r,
        Kind.GreaterThan => l > r,
        Kind.GreaterThanOrEqual => l >= r,
        _ => null,
    };

    private static object? Of(Kind kind, uint l, uint r, bool isChecked) => kind switch
    {
        Kind.Add => isChecked ? checked(l + r) : unchecked(l + r),
        Kind.Subtract => isChecked ? checked(l - r) : unchecked(l - r),
        Kind.Multiply => isChecked ? checked(l * r) : unchecked(l * r),
        Kind.Divide => l / r,
        Kind.Remainder => l % r,
        Kind.And => l & r,
        Kind.Or => l | r,
        Kind.ExclusiveOr => l ^ r,
        Kind.Equals => l == r,
        Kind.NotEquals => l != r,
        Kind.LessThan => l < r,
        Kind.LessThanOrEqual => l <= r,
        Kind.GreaterThan => l > r,
        Kind.GreaterThanOrEqual => l >= r,
        _ => null,
    };

    private static object? Of(Kind kind, long l, long r, bool isChecked) => kind switch
    {
        Kind.Add => isChecked ? checked(l + r) : unchecked(l + r),
        Kind.Subtract => isChecked ? checked(l - r) : unchecked(l - r),
        Kind.Multiply => isChecked ? checked(l * r) : unchecked(l * r),
        Kind.Divide => l / r,
        Kind.Remainder => l % r,
        Kind.And => l & r,
        Kind.Or => l | r,
        Kind.ExclusiveOr => l ^ r,
        Kind.Equals => l == r,
        Kind.NotEquals => l != r,
        Kind.LessThan => l < r,
        Kind.LessThanOrEqual => l <= r,
        Kind.GreaterThan => l > r,
        Kind.GreaterThanOrEqual => l >= r,
        _ => null,
    };

    private static object? Of(Kind kind, ulong l, ulong r, bool isChecked) => kind switch
    {
        Kind.Add => isChecked ? checked(l + r) : unchecked(l + r),
        Kind.Subtract => isChecked ? checked(l - r) : unchecked(l - r),
        Kind.Multiply => isChecked ? checked(l * r) : unchecked(l * r),
        Kind.Divide => l / r,
        Kind.Remainder => l % r,
        Kind.And => l & r,
        Kind.Or => l | r,
        Kind.ExclusiveOr => l ^ r,
        Kind.Equals => l == r,
        Kind.NotEquals => l != r,
        Kind.LessThan => l < r,
        Kind.LessThanOrEqual => l <= r,
        Kind.GreaterThan => l > r,
        Kind.GreaterThanOrEqual => l >= r,
        _ => null,
    };

    private static object? Of(Kind kind, float l, float r) => kind switch
    {
        Kind.Add => l + r,
        Kind.Subtract => l - r,
        Kind.Multiply => l * r,
        Kind.Divide => l / r,
        Kind.Remainder => l % r,
        Kind.Equals => l == r,
        Kind.NotEquals => l != r,
        Kind.LessThan => l < r,
        Kind.LessThanOrEqual => l <= r,
        Kind.GreaterThan => l > r,
        Kind.GreaterThanOrEqual => l >= r,
        _ => null,
    };

    private static object? Of(Kind kind, double l, double r) => kind switch
    {
        Kind.Add => l + r,
        Kind.Subtract => l - r,
        Kind.Multiply => l * r,
        Kind.Divide => l / r,
        Kind.Remainder => l % r,
        Kind.Equals => l == r,
        Kind.NotEquals => l != r,
        Kind.LessThan => l < r,
        Kind.LessThanOrEqual => l <= r,
        Kind.GreaterThan => l > r,
        Kind.GreaterThanOrEqual => l >= r,
        _ => null,
    };

    private static object? Of(Kind kind, decimal l, decimal r) => kind switch
    {
        Kind.Add => l + r,
        Kind.Subtract => l - r,
        Kind.Multiply => l * r,
        Kind.Divide => l / r,
        Kind.Remainder => l % r,
        Kind.Equals => l == r,
        Kind.NotEquals => l != r,
        Kind.LessThan => l < r,
        Kind.LessThanOrEqual => l <= r,
        Kind.GreaterThan => l > r,
        Kind.GreaterThanOrEqual => l >= r,
        _ => null,
    };
}
