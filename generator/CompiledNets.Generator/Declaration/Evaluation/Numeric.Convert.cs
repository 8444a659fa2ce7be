namespace CompiledNets.Generator.Declaration.Evaluation;

internal static partial class Numeric
{
    /// <summary>A number as another numeric type, with the overflow rule of a checked or unchecked cast.</summary>
    public static object Convert(object value, Type target, bool isChecked)
    {
        if (value.GetType() == target) return value;
        var code = Type.GetTypeCode(target);
        return value switch
        {
            float number => From((double)number, code, isChecked),
            double number => From(number, code, isChecked),
            decimal number => From(number, code),
            ulong number => From(number, code, isChecked),
            char number => From((long)number, code, isChecked),
            _ => From(System.Convert.ToInt64(value), code, isChecked),
        };
    }

    private static object From(long value, TypeCode target, bool isChecked) => target switch
    {
        TypeCode.SByte => isChecked ? checked((sbyte)value) : unchecked((sbyte)value),
        TypeCode.Byte => isChecked ? checked((byte)value) : unchecked((byte)value),
        TypeCode.Int16 => isChecked ? checked((short)value) : unchecked((short)value),
        TypeCode.UInt16 => isChecked ? checked((ushort)value) : unchecked((ushort)value),
        TypeCode.Int32 => isChecked ? checked((int)value) : unchecked((int)value),
        TypeCode.UInt32 => isChecked ? checked((uint)value) : unchecked((uint)value),
        TypeCode.Int64 => value,
        TypeCode.UInt64 => isChecked ? checked((ulong)value) : unchecked((ulong)value),
        TypeCode.Char => isChecked ? checked((char)value) : unchecked((char)value),
        TypeCode.Single => (object)(float)value,
        TypeCode.Double => (object)(double)value,
        TypeCode.Decimal => (object)(decimal)value,
        _ => throw new InvalidCastException(),
    };

    private static object From(ulong value, TypeCode target, bool isChecked) => target switch
    {
        TypeCode.SByte => isChecked ? checked((sbyte)value) : unchecked((sbyte)value),
        TypeCode.Byte => isChecked ? checked((byte)value) : unchecked((byte)value),
        TypeCode.Int16 => isChecked ? checked((short)value) : unchecked((short)value),
        TypeCode.UInt16 => isChecked ? checked((ushort)value) : unchecked((ushort)value),
        TypeCode.Int32 => isChecked ? checked((int)value) : unchecked((int)value),
        TypeCode.UInt32 => isChecked ? checked((uint)value) : unchecked((uint)value),
        TypeCode.Int64 => isChecked ? checked((long)value) : unchecked((long)value),
        TypeCode.UInt64 => value,
        TypeCode.Char => isChecked ? checked((char)value) : unchecked((char)value),
        TypeCode.Single => (object)(float)value,
        TypeCode.Double => (object)(double)value,
        TypeCode.Decimal => (object)(decimal)value,
        _ => throw new InvalidCastException(),
    };

    private static object From(double value, TypeCode target, bool isChecked) => target switch
    {
        TypeCode.SByte => isChecked ? checked((sbyte)value) : unchecked((sbyte)value),
        TypeCode.Byte => isChecked ? checked((byte)value) : unchecked((byte)value),
        TypeCode.Int16 => isChecked ? checked((short)value) : unchecked((short)value),
        TypeCode.UInt16 => isChecked ? checked((ushort)value) : unchecked((ushort)value),
        TypeCode.Int32 => isChecked ? checked((int)value) : unchecked((int)value),
        TypeCode.UInt32 => isChecked ? checked((uint)value) : unchecked((uint)value),
        TypeCode.Int64 => isChecked ? checked((long)value) : unchecked((long)value),
        TypeCode.UInt64 => isChecked ? checked((ulong)value) : unchecked((ulong)value),
        TypeCode.Char => isChecked ? checked((char)value) : unchecked((char)value),
        TypeCode.Single => (object)(float)value,
        TypeCode.Double => value,
        TypeCode.Decimal => (object)(decimal)value,
        _ => throw new InvalidCastException(),
    };

    private static object From(decimal value, TypeCode target) => target switch
    {
        TypeCode.SByte => (object)(sbyte)value,
        TypeCode.Byte => (object)(byte)value,
        TypeCode.Int16 => (object)(short)value,
        TypeCode.UInt16 => (object)(ushort)value,
        TypeCode.Int32 => (object)(int)value,
        TypeCode.UInt32 => (object)(uint)value,
        TypeCode.Int64 => (object)(long)value,
        TypeCode.UInt64 => (object)(ulong)value,
        TypeCode.Char => (object)(char)value,
        TypeCode.Single => (object)(float)value,
        TypeCode.Double => (object)(double)value,
        _ => throw new InvalidCastException(),
    };
}
