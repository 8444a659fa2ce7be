using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private object? Conditional(IConditionalOperation operation) =>
        Test(operation.Condition) ? Evaluate(operation.WhenTrue) : Evaluate(operation.WhenFalse!);

    private object? Coalesce(ICoalesceOperation operation) =>
        Evaluate(operation.Value) is { } value
            ? operation.ValueConversion.IsIdentity ? value : ConvertTo(value, Close(operation.Type!), operation, false)
            : Evaluate(operation.WhenNull);

    private string Interpolate(IInterpolatedStringOperation operation)
    {
        var text = new StringBuilder();
        foreach (var part in operation.Parts)
            if (part is IInterpolationOperation interpolation) text.Append(Format(interpolation));
            else if (part is IInterpolatedStringTextOperation literal) text.Append(Evaluate(literal.Text));
            else if (part is IInterpolatedStringAppendOperation append) text.Append(Format((IInvocationOperation)append.AppendCall));
        return text.ToString();
    }

    private string Format(IInterpolationOperation part)
    {
        var value = Evaluate(part.Expression);
        var format = part.FormatString is null ? null : (string?)Evaluate(part.FormatString);
        var alignment = part.Alignment is null ? 0 : (int)Evaluate(part.Alignment)!;
        return Align(value, format, alignment, part);
    }

    // Within a handler the parts are calls: AppendLiteral(text), AppendFormatted(value, alignment, format).
    private string Format(IInvocationOperation append)
    {
        var (value, format, alignment) = ((object?)null, (string?)null, 0);
        foreach (var argument in append.Arguments)
        {
            var part = Evaluate(argument.Value);
            if (argument.Parameter?.Name == "format") format = (string?)part;
            else if (argument.Parameter?.Name == "alignment") alignment = (int)part!;
            else value = part;
        }
        return Align(value, format, alignment, append);
    }

    private string Align(object? value, string? format, int alignment, IOperation operation)
    {
        try
        {
            var text = Text(value, format);
            return alignment < 0 ? text.PadRight(-alignment) : text.PadLeft(alignment);
        }
        catch (FormatException exception)
        {
            throw Threw(exception, operation);
        }
    }

    private object Tuple(ITupleOperation operation)
    {
        var type = TypeOf(operation.Type ?? operation.NaturalType!, operation);
        return TupleValue.Create([.. operation.Elements.Select(element => UserObject.Copy(Evaluate(element)))], type);
    }

    private object CompareTuples(ITupleBinaryOperation operation)
    {
        var (left, right) = (Evaluate(operation.LeftOperand), Evaluate(operation.RightOperand));
        return EqualTuples(left, right) == (operation.OperatorKind == BinaryOperatorKind.Equals);
    }

    private static bool EqualTuples(object? left, object? right) =>
        TupleValue.Is(left) && TupleValue.Is(right)
            ? TupleValue.Items(left!).Zip(TupleValue.Items(right!), EqualTuples).All(equal => equal)
            : Numeric.IsNumber(left) && Numeric.IsNumber(right)
                ? EqualNumbers(left, right)
                : Equals(left, right);

    private static bool EqualNumbers(object left, object right) =>
        left is double or float || right is double or float
            ? (double)Numeric.Convert(left, typeof(double), false) == (double)Numeric.Convert(right, typeof(double), false)
            : Numeric.ToDecimal(left) == Numeric.ToDecimal(right);

    private object Range(IRangeOperation operation) => new Range(
        operation.LeftOperand is { } left ? (Index)Evaluate(left)! : System.Index.Start,
        operation.RightOperand is { } right ? (Index)Evaluate(right)! : System.Index.End);

}
