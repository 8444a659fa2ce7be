using System.Globalization;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private static Result? EnumMember(IMethodSymbol method, EnumValue self, object?[] arguments) => method.Name switch
    {
        nameof(ToString) => new Result(self.ToString(arguments.Length > 0 ? arguments[0] as string : null, CultureInfo.InvariantCulture)),
        nameof(Equals) => new Result(self.Equals(arguments[0])),
        nameof(Enum.CompareTo) => new Result(self.CompareTo(arguments[0])),
        nameof(Enum.HasFlag) when arguments[0] is EnumValue flag => new Result(
            ((long)Numeric.ToDecimal(self.Number) & (long)Numeric.ToDecimal(flag.Number)) == (long)Numeric.ToDecimal(flag.Number)),
        _ => null,
    };

    private Result? StaticEnumMember(
        IMethodSymbol method, INamedTypeSymbol type, object?[] arguments, IOperation operation) => method.Name switch
    {
        "GetValues" => EnumValues(type, operation),
        "GetNames" => new Result(EnumMembers(type).Select(member => member.Name).ToArray()),
        "IsDefined" => new Result(EnumMembers(type).Any(member => EnumOf(type, member.ConstantValue!).Equals(arguments[0]))),
        "Parse" when arguments.Length == 1 => new Result(
            Parse(type, arguments[0]) ?? throw Threw(new ArgumentException($"Requested value '{arguments[0]}' was not found."), operation)),
        "TryParse" when arguments is [_, Cell cell] => new Result(TryParse(type, arguments[0], cell, operation)),
        _ => null,
    };

    private object? Parse(INamedTypeSymbol type, object? text) =>
        EnumMembers(type).FirstOrDefault(member => member.Name == (text as string)?.Trim()) is { } found
            ? EnumOf(type, found.ConstantValue!)
            : null;

    private bool TryParse(INamedTypeSymbol type, object? text, Cell result, IOperation operation)
    {
        var parsed = Parse(type, text);
        result.Value = parsed ?? Default(type, operation);
        return parsed is not null;
    }

    private Result EnumValues(INamedTypeSymbol type, IOperation operation)
    {
        var values = EnumMembers(type).Select(member => EnumOf(type, member.ConstantValue!)).ToArray();
        var array = Array.CreateInstance(TypeOf(type, operation), values.Length);
        values.CopyTo(array, 0);
        return new Result(array);
    }

    // In the order of Enum.GetValues: by value, as if unsigned.
    private static IEnumerable<IFieldSymbol> EnumMembers(ITypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>()
        .Where(member => member.HasConstantValue)
        .OrderBy(member => Numeric.ToDecimal(member.ConstantValue!) is var number && number < 0
            ? number + (decimal)ulong.MaxValue + 1
            : number);
}
