using System.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private object IsPattern(IIsPatternOperation operation) => Matches(operation.Pattern, Evaluate(operation.Value));

    private object IsType(IIsTypeOperation operation) =>
        (Evaluate(operation.ValueOperand) is { } value && IsInstance(value, Close(operation.TypeOperand))) != operation.IsNegated;

    private object? Switch(ISwitchExpressionOperation operation)
    {
        var value = Evaluate(operation.Value);
        foreach (var arm in operation.Arms)
            if (Matches(arm.Pattern, value) && (arm.Guard is null || Test(arm.Guard))) return Evaluate(arm.Value);
        throw Threw(new InvalidOperationException($"no arm of the switch matches '{Text(value, null)}'"), operation);
    }

    private bool Matches(IPatternOperation pattern, object? value)
    {
        Step(pattern);
        return pattern switch
        {
            IDiscardPatternOperation => true,
            IConstantPatternOperation constant => Equals(Evaluate(constant.Value), value),
            IDeclarationPatternOperation declaration => MatchesDeclaration(declaration, value),
            ITypePatternOperation type => value is not null && IsInstance(value, Close(type.MatchedType)),
            IRelationalPatternOperation relational => MatchesRelation(relational, value),
            INegatedPatternOperation negated => !Matches(negated.Pattern, value),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both =>
                Matches(both.LeftPattern, value) && Matches(both.RightPattern, value),
            IBinaryPatternOperation either => Matches(either.LeftPattern, value) || Matches(either.RightPattern, value),
            IRecursivePatternOperation recursive => MatchesRecursive(recursive, value),
            IListPatternOperation list => MatchesList(list, value),
            _ => throw Unsupported(pattern, "this pattern", "use a condition"),
        };
    }

    private bool MatchesDeclaration(IDeclarationPatternOperation pattern, object? value)
    {
        if (!pattern.MatchesNull && (value is null || !IsInstance(value, Close(pattern.MatchedType!)))) return false;
        if (pattern.DeclaredSymbol is { } symbol) scope.Declare(symbol, new Variable(UserObject.Copy(value)));
        return true;
    }

    private bool MatchesRelation(IRelationalPatternOperation pattern, object? value)
    {
        var bound = Evaluate(pattern.Value);
        return value is not null
            && value.GetType() == bound?.GetType()
            && (bool)Calculate(pattern.OperatorKind, value, bound, false, pattern)!;
    }

    private bool MatchesRecursive(IRecursivePatternOperation pattern, object? value)
    {
        if (value is null || !IsInstance(value, Close(pattern.MatchedType))) return false;
        if (!pattern.DeconstructionSubpatterns.IsEmpty && !MatchesPositions(pattern, value)) return false;
        foreach (var property in pattern.PropertySubpatterns)
            if (!MatchesProperty(property, value)) return false;
        if (pattern.DeclaredSymbol is { } symbol) scope.Declare(symbol, new Variable(UserObject.Copy(value)));
        return true;
    }

    private bool MatchesPositions(IRecursivePatternOperation pattern, object value)
    {
        var count = pattern.DeconstructionSubpatterns.Length;
        var parts = pattern.DeconstructSymbol is IMethodSymbol method
            ? CallDeconstruct(method, value, count, pattern)
            : TupleValue.Items(value);
        for (var i = 0; i < count; i++)
            if (!Matches(pattern.DeconstructionSubpatterns[i], parts[i])) return false;
        return true;
    }

    private bool MatchesProperty(IPropertySubpatternOperation property, object value)
    {
        patternInputs.Push(value);
        object? member;
        try
        {
            member = Evaluate(property.Member);
        }
        finally
        {
            patternInputs.Pop();
        }
        return Matches(property.Pattern, member);
    }

    private bool MatchesList(IListPatternOperation pattern, object? value)
    {
        if (value is null) return false;
        var items = value is UserObject ? null : (value as IEnumerable)?.Cast<object?>().ToList();
        if (items is null) throw Unsupported(pattern, $"a list pattern on '{pattern.InputType.Name}'", "use an array or a List");
        var slice = -1;
        for (var i = 0; i < pattern.Patterns.Length; i++) if (pattern.Patterns[i] is ISlicePatternOperation) slice = i;
        var extra = items.Count - pattern.Patterns.Length;
        if (slice < 0 ? extra != 0 : extra < -1) return false;
        for (var i = 0; i < pattern.Patterns.Length; i++)
            if (i == slice ? !MatchesSlice((ISlicePatternOperation)pattern.Patterns[i], value, i, extra + 1)
                : !Matches(pattern.Patterns[i], items[slice >= 0 && i > slice ? i + extra : i])) return false;
        return true;
    }

    private bool MatchesSlice(ISlicePatternOperation slice, object value, int start, int count) =>
        slice.Pattern is null || Matches(slice.Pattern, value switch
        {
            Array array => SubArray(array, start, count, slice),
            string text => text.Substring(start, count),
            _ when slice.SliceSymbol is IMethodSymbol method => Dispatch(method, value, [start, count], slice),
            _ => throw Unsupported(slice, "a slice of this collection", "use an array"),
        });

    private bool IsInstance(object value, ITypeSymbol type)
    {
        var target = Nullables.Unwrap(type);
        return value switch
        {
            UserObject user =>
                target.SpecialType == SpecialType.System_Object
                    || compilation.ClassifyCommonConversion(user.Type, target) is { IsImplicit: true, IsUserDefined: false },
            EnumValue enumeration =>
                target.SpecialType is SpecialType.System_Object or SpecialType.System_Enum
                    || SymbolEqualityComparer.Default.Equals(enumeration.Type, target),
            _ => types.Find(target)?.IsInstanceOfType(value) == true && !types.IsUser(target),
        };
    }
}
