using System.Text;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    /// <summary>A result that may be null, apart from no result.</summary>
    private readonly struct Result(object? value)
    {
        public object? Value => value;
    }

    /// <summary>Members of .NET on values that are held in another form here; null where the method is none of them.</summary>
    private Result? Special(IMethodSymbol method, object? self, object?[] arguments, IOperation operation)
    {
        var type = method.ContainingType;
        if (type is null) return null;
        if (Nullables.Is(type)) return NullableMember(method, self, arguments, operation);
        if (TypeMap.IsSpan(type)) return SpanMember(method, self, arguments, operation);
        if (self is EnumValue value) return EnumMember(method, value, arguments);
        if (self is UserObject target) return ObjectMember(method, target, arguments);
        if (self is TypeValue reflected && method.Name == "get_Name") return new Result(reflected.Type.MetadataName);
        if (method.Name == nameof(GetType) && self is not null && method.Parameters.Length == 0)
            throw Unsupported(operation, "'GetType'", "use 'is' or a switch over types");
        return (type.Name, method.Name) switch
        {
            ("FormattableString", nameof(FormattableString.Invariant)) => new Result(arguments[0]),
            ("String", "Create") when TakesHandler(method) => new Result(HandledText(arguments)),
            ("StringBuilder", nameof(StringBuilder.Append)) when TakesHandler(method) =>
                new Result(((StringBuilder)self!).Append(HandledText(arguments))),
            ("StringBuilder", nameof(StringBuilder.AppendLine)) when TakesHandler(method) =>
                new Result(((StringBuilder)self!).AppendLine(HandledText(arguments))),
            ("Enum", _) when method.TypeArguments.Length == 1 && types.IsUser(method.TypeArguments[0]) =>
                StaticEnumMember(method, (INamedTypeSymbol)method.TypeArguments[0], arguments, operation),
            ("Debug", nameof(System.Diagnostics.Debug.Assert)) when arguments[0] is false =>
                throw Threw(new InvalidOperationException("Debug.Assert failed"), operation),
            ("Debug", _) => new Result(null),
            ("Object", nameof(ReferenceEquals)) => new Result(ReferenceEquals(arguments[0], arguments[1])),
            ("Type", "op_Equality") => new Result(Equals(arguments[0], arguments[1])),
            ("Type", "op_Inequality") => new Result(!Equals(arguments[0], arguments[1])),
            ("Object", "ToString") or ("ValueType", "ToString") => new Result(Text(self, null)),
            _ => null,
        };
    }

    // An interpolated string for a handler is held as its text.
    private static bool TakesHandler(IMethodSymbol method) =>
        method.Parameters.Length > 0
            && method.Parameters[method.Parameters.Length - 1].Type.Name.EndsWith("InterpolatedStringHandler", StringComparison.Ordinal);

    private static string HandledText(object?[] arguments) =>
        (string)(arguments[arguments.Length - 1] is Cell cell ? cell.Value : arguments[arguments.Length - 1])!;

    private Result? NullableMember(IMethodSymbol method, object? self, object?[] arguments, IOperation operation) => method.Name switch
    {
        "get_HasValue" => new Result(self is not null),
        "get_Value" => new Result(self ?? throw Threw(new InvalidOperationException("Nullable object must have a value."), operation)),
        "GetValueOrDefault" =>
            new Result(self ?? (arguments.Length > 0 ? arguments[0] : Default(method.ContainingType.TypeArguments[0], operation))),
        "ToString" => new Result(Text(self, null)),
        "Equals" => new Result(Equals(self, arguments[0])),
        ".ctor" => new Result(arguments[0]),
        _ => null,
    };

    private Array Slice(Array array, object?[] arguments, IOperation operation)
    {
        var start = (int)arguments[0]!;
        return SubArray(array, start, arguments.Length > 1 ? (int)arguments[1]! : array.Length - start, operation);
    }

    private Result? SpanMember(IMethodSymbol method, object? self, object?[] arguments, IOperation operation)
    {
        var array = (Array?)self ?? Array.CreateInstance(TypeOf(method.ContainingType.TypeArguments[0], operation), 0);
        return method.Name switch
        {
            "get_Length" => new Result(array.Length),
            "get_IsEmpty" => new Result(array.Length == 0),
            "ToString" when array is char[] characters => new Result(new string(characters)),
            "ToArray" => new Result(array.Clone()),
            "op_Implicit" or ".ctor" when arguments.Length == 1 => new Result(arguments[0]),
            "Slice" when method.ContainingType.Name.StartsWith("ReadOnly", StringComparison.Ordinal) =>
                new Result(Slice(array, arguments, operation)),
            "get_Empty" => new Result(array),
            _ => throw Unsupported(operation, $"'{method.ContainingType.Name}.{Name(method)}'", "use an array"),
        };
    }
}
