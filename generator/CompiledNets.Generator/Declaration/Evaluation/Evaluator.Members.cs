using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private object? Field(IFieldReferenceOperation operation)
    {
        var field = operation.Field;
        if (field.IsStatic) return StaticField(field, operation);
        var self = Evaluate(operation.Instance!) ?? throw NullFault(operation, $"'{operation.Instance!.Syntax}'");
        return GetField(self, field, operation);
    }

    private object? GetField(object self, IFieldSymbol field, IOperation operation)
    {
        if (self is UserObject user)
            return user.Fields.TryGetValue(Key(field), out var value) ? value : Default(Close(field.Type), operation);
        return TupleIndex(field) is { } index ? TupleValue.Item(self, index) : FieldOf(self, field, operation).GetValue(self);
    }

    private static FieldInfo FieldOf(object self, IFieldSymbol field, IOperation operation) =>
        self.GetType().GetField(field.Name) ?? throw new MissingFieldException(self.GetType().Name, $"{field.Name} at {operation.Kind}");

    private static int? TupleIndex(IFieldSymbol field)
    {
        if (!field.ContainingType.IsTupleType) return null;
        var name = (field.CorrespondingTupleField ?? field).Name;
        return name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.Substring(4), out var number) ? number - 1 : null;
    }

    private object? StaticField(IFieldSymbol field, IOperation operation)
    {
        if (!types.IsUser(field)) return ExternalStatic(field, operation);
        var type = (INamedTypeSymbol)Close(field.ContainingType);
        EnsureInitialized(type);
        return statics.TryGetValue(StaticKey(field, type), out var value) ? value : Default(Close(field.Type), operation);
    }

    private object? ExternalStatic(IFieldSymbol field, IOperation operation)
    {
        if (!types.IsLibrary(field) && !PureTypes.Contains(field.ContainingType))
            throw NotPure(operation, $"{field.ContainingType.Name}.{field.Name}", "it is not part of the project");
        return externals.Find(field) is { } found
            ? found.GetValue(null)
            : throw Unsupported(operation, $"'{field.ContainingType.Name}.{field.Name}'", "use a constant");
    }

    private object? Property(IPropertyReferenceOperation operation)
    {
        var property = operation.Property;
        if (property.IsStatic) return GetStatic(property, operation.ConstrainedToType, operation);
        var self = Evaluate(operation.Instance!);
        if (self is null && !Nullables.Is(operation.Instance!.Type) && !TypeMap.IsSpan(operation.Instance.Type))
            throw NullFault(operation, $"'{operation.Instance.Syntax}'");
        var arguments = Arguments(operation.Arguments);
        return IsBase(operation) && self is UserObject user && IsUserCode(property.GetMethod!)
            ? CallUser(scope.Types.Close(property.GetMethod!, compilation), user, arguments, operation)
            : Get(property, self, arguments, operation);
    }

    // Not the override that the object has.
    private static bool IsBase(IPropertyReferenceOperation operation) => operation.Instance?.Syntax is BaseExpressionSyntax;

    private object? Get(IPropertySymbol property, object? self, object?[] arguments, IOperation operation)
    {
        if (property.ContainingType.IsExtension)
            return Dispatch(scope.Types.Close(property.GetMethod!, compilation), self, arguments, operation);
        if (self is UserObject user && !Nullables.Is(property.ContainingType)) return GetProperty(user, property, operation, arguments);
        if (self is Array array && property.Name is "Length" or "Count") return ((Array)self!).Length;
        if (self is Array span && TypeMap.IsSpan(property.ContainingType) && property.IsIndexer)
            return ReadElement(span, [(int)arguments[0]!], operation);
        return CallExternal(scope.Types.Close(property.GetMethod!, compilation), self, arguments, operation);
    }

    private object? GetStatic(IPropertySymbol property, ITypeSymbol? constrainedTo, IOperation operation)
    {
        var getter = Implementation(scope.Types.Close(property.GetMethod!, compilation), constrainedTo);
        if (constrainedTo is not null) property = (IPropertySymbol)getter.AssociatedSymbol!;
        if (!types.IsUser(property)) return CallExternal(getter, null, [], operation);
        var type = getter.ContainingType;
        EnsureInitialized(type);
        if (IsUserCode(getter)) return CallUser(getter, null, [], operation);
        return statics.TryGetValue(StaticKey(property, type), out var value) ? value : Default(Close(property.Type), operation);
    }

    private object? GetProperty(UserObject self, IPropertySymbol property, IOperation operation, object?[]? arguments = null)
    {
        if (property.GetMethod is { } getter)
        {
            var target = FindOverride(scope.Types.Close(getter, compilation), self.Type);
            if (IsUserCode(target)) return CallUser(target, self, arguments ?? [], operation);
            if (target.AssociatedSymbol is IPropertySymbol found) property = found;
        }
        if (self.Fields.TryGetValue(Key(property), out var value)) return value;
        if (property.Name == nameof(Exception.Message)) return $"Exception of type '{self.Type.Name}' was thrown.";
        return types.IsUser(property) || self.Type.IsAnonymousType
            ? Default(Close(property.Type), operation)
            : throw Unsupported(operation, $"'{property.ContainingType.Name}.{property.Name}'", "use a member of your own class");
    }

    private void Set(IPropertySymbol property, object? self, object?[] arguments, object? value, IOperation operation)
    {
        var setter = property.SetMethod is { } declared ? scope.Types.Close(declared, compilation) : null;
        if (setter is not null && self is UserObject virtually) setter = FindOverride(setter, virtually.Type);
        if (setter is not null && IsUserCode(setter))
            CallUser(setter, self, [.. arguments, value], operation);
        else if (self is UserObject user)
            user.Fields[Key(setter?.AssociatedSymbol ?? property)] = value;
        else if (self is null && types.IsUser(property))
            statics[StaticKey(property, (INamedTypeSymbol)Close(property.ContainingType))] = value;
        else if (self is Array array && property.IsIndexer)
            WriteElement(array, [(int)arguments[0]!], value, operation);
        else
            CallExternal(setter!, self, [.. arguments, value], operation);
    }

    private object? ConditionalAccess(IConditionalAccessOperation operation)
    {
        var receiver = Evaluate(operation.Operation);
        if (receiver is null) return null;
        conditionalReceivers.Push(receiver);
        try
        {
            return Evaluate(operation.WhenNotNull);
        }
        finally
        {
            conditionalReceivers.Pop();
        }
    }

    private object? ImplicitIndexer(IImplicitIndexerReferenceOperation operation)
    {
        var self = Evaluate(operation.Instance) ?? throw NullFault(operation, $"'{operation.Instance.Syntax}'");
        var argument = Evaluate(operation.Argument)!;
        var length = LengthOf(self, operation);
        if (argument is Range range) return Slice(self, range, length, operation);
        var index = ((Index)argument).GetOffset(length);
        return operation.IndexerSymbol is IPropertySymbol indexer ? Get(indexer, self, [index], operation) : null;
    }

    private object? Slice(object self, Range range, int length, IImplicitIndexerReferenceOperation operation)
    {
        var start = range.Start.GetOffset(length);
        var count = range.End.GetOffset(length) - start;
        return self switch
        {
            Array array => SubArray(array, start, count, operation),
            _ => Dispatch((IMethodSymbol)operation.IndexerSymbol, self, [start, count], operation),
        };
    }

    private int LengthOf(object self, IImplicitIndexerReferenceOperation operation) => self switch
    {
        ICollection collection => collection.Count,
        string text => text.Length,
        _ => (int)Get((IPropertySymbol)operation.LengthSymbol, self, [], operation)!,
    };
}
