using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private object? Convert(IConversionOperation operation)
    {
        var conversion = operation.GetConversion();
        var type = Close(operation.Type ?? compilation.ObjectType);
        switch (operation.Operand)
        {
            case IAnonymousFunctionOperation lambda:
                return Lambda(lambda, type);
            case IMethodReferenceOperation method:
                return MethodGroup(method, type);
        }
        var value = Evaluate(operation.Operand);
        if (conversion.IsUserDefined && !TypeMap.IsSpan(type) && !IsDecimal(conversion) && conversion.MethodSymbol is { } converter)
            return ConvertByUser(value, converter, type, operation);
        if (operation.IsTryCast) return value is not null && IsInstance(value, type) ? value : null;
        if (value is null) return FromNull(type, operation);
        if (TypeMap.IsSpan(type)) return value is string text ? text.ToCharArray() : value;
        if (conversion.IsUnboxing || (conversion.IsReference && conversion.IsExplicit)) return Cast(value, type, operation);
        return conversion.IsBoxing ? Box(value) : ConvertTo(UserObject.Copy(value), type, operation, operation.IsChecked);
    }

    // Values are held in boxes, but to C# a box is an object of its own only after a conversion.
    private static object? Box(object value)
    {
        if (value is UserObject) return UserObject.Copy(value);
        var box = Array.CreateInstance(value.GetType(), 1);
        box.SetValue(value, 0);
        return box.GetValue(0);
    }

    // C# itself defines these, with the same results.
    private static bool IsDecimal(Conversion conversion) =>
        conversion.MethodSymbol?.ContainingType.SpecialType == SpecialType.System_Decimal;

    private object? FromNull(ITypeSymbol type, IConversionOperation operation)
    {
        if (TypeMap.IsSpan(type)) return Default(type, operation);
        if (type.IsValueType && !Nullables.Is(type) && operation.Operand.Type is not null)
            throw Threw(new InvalidOperationException($"null has no value of type '{Name(type)}'"), operation);
        return null;
    }

    private object? ConvertByUser(object? value, IMethodSymbol converter, ITypeSymbol type, IConversionOperation operation)
    {
        var closed = scope.Types.Close(converter, compilation);
        if (TypeMap.IsSpan(closed.ContainingType)) return value;
        if (value is null && !closed.Parameters[0].Type.IsReferenceType && !Nullables.Is(closed.Parameters[0].Type)) return null;
        var result = CallOperator(closed, [value], operation);
        return ConvertTo(result, type, operation, operation.IsChecked);
    }

    private object Cast(object value, ITypeSymbol type, IOperation operation)
    {
        if (type is ITypeParameterSymbol || IsInstance(value, Nullables.Unwrap(type))) return value;
        var from = value is UserObject user ? user.Type.Name : value.GetType().Name;
        throw Threw(new InvalidCastException($"a '{from}' is no '{Name(type)}'"), operation);
    }

    /// <summary>A value as another type: numbers, enums and tuples change, others are only seen as it.</summary>
    private object? ConvertTo(object? value, ITypeSymbol type, IOperation operation, bool isChecked)
    {
        if (value is null) return null;
        var target = Nullables.Unwrap(type);
        if (target.TypeKind == TypeKind.Enum)
            return Underlying(value) is { } number && number is not UserObject
                ? ToEnum(number, (INamedTypeSymbol)target, isChecked, operation)
                : value;
        if (target.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_Double)
            return ToNumber(value, target, isChecked, operation);
        if (target is INamedTypeSymbol { IsTupleType: true } tuple && TupleValue.Is(value))
            return ToTuple(value, tuple, operation, isChecked);
        return value;
    }

    private object ToNumber(object value, ITypeSymbol target, bool isChecked, IOperation operation)
    {
        var number = Underlying(value)!;
        if (!Numeric.IsNumber(number.GetType())) return value;
        try
        {
            return Numeric.Convert(number, TypeOf(target, operation), isChecked);
        }
        catch (OverflowException exception)
        {
            throw Threw(exception, operation);
        }
    }

    private object ToEnum(object number, INamedTypeSymbol target, bool isChecked, IOperation operation) =>
        EnumOf(target, ToNumber(number, target.EnumUnderlyingType!, isChecked, operation));

    private object ToTuple(object value, INamedTypeSymbol tuple, IOperation operation, bool isChecked)
    {
        var target = TypeOf(tuple, operation);
        if (value.GetType() == target) return value;
        var items = TupleValue.Items(value);
        for (var i = 0; i < items.Length; i++) items[i] = ConvertItem(items[i], tuple.TupleElements[i].Type, operation, isChecked);
        return TupleValue.Create(items, target);
    }

    // Elements of a tuple may convert by an operator of the library, such as int to Size2, which no operation stands for.
    private object? ConvertItem(object? item, ITypeSymbol type, IOperation operation, bool isChecked)
    {
        var converted = ConvertTo(item, type, operation, isChecked);
        if (converted is null || types.Find(Nullables.Unwrap(type)) is not { } target || target.IsInstanceOfType(converted))
            return converted;
        var converter = Nullables.Unwrap(type).GetMembers(WellKnownMemberNames.ImplicitConversionName).OfType<IMethodSymbol>()
            .FirstOrDefault(method => types.Find(method.Parameters[0].Type)?.IsInstanceOfType(converted) == true);
        return converter is null ? converted : CallOperator(converter, [converted], operation);
    }
}
