using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private Cell FieldCell(IFieldReferenceOperation operation)
    {
        var field = operation.Field;
        if (field.IsStatic)
        {
            var type = (INamedTypeSymbol)Close(field.ContainingType);
            if (!types.IsUser(type)) throw NotPure(operation, $"{type.Name}.{field.Name}", "a declaration must not change it");
            EnsureInitialized(type);
            return new Accessor(() => StaticField(field, operation), value => statics[StaticKey(field, type)] = value);
        }

        // A tuple is a value: changing an element makes a new tuple in the place of the old.
        if (TupleIndex(field) is { } index)
        {
            var owner = Locate(operation.Instance!);
            return new Accessor(
                () => TupleValue.Item(owner.Value!, index),
                value => owner.Value = TupleValue.With(owner.Value!, index, value));
        }
        var self = Evaluate(operation.Instance!) ?? throw NullFault(operation, $"'{operation.Instance!.Syntax}'");
        return new Accessor(
            () => GetField(self, field, operation),
            value => ((UserObject)self).Fields[Key(field)] = value);
    }

    private Accessor PropertyCell(IPropertyReferenceOperation operation)
    {
        var property = operation.Property;
        if (property.IsStatic)
        {
            EnsureInitialized((INamedTypeSymbol)Close(property.ContainingType));
            return new Accessor(() => GetStatic(property, operation.ConstrainedToType, operation), value => Set(property, null, [], value, operation));
        }
        var self = Evaluate(operation.Instance!) ?? throw NullFault(operation, $"'{operation.Instance!.Syntax}'");
        var arguments = Arguments(operation.Arguments);
        return new Accessor(() => Get(property, self, arguments, operation), value => Set(property, self, arguments, value, operation));
    }

    private Accessor ElementCell(IArrayElementReferenceOperation operation)
    {
        var array = (Array)(Evaluate(operation.ArrayReference) ?? throw NullFault(operation, $"'{operation.ArrayReference.Syntax}'"));
        var indices = Indices(operation, array);
        return new Accessor(() => ReadElement(array, indices, operation), value => WriteElement(array, indices, value, operation));
    }

    private Accessor ImplicitIndexerCell(IImplicitIndexerReferenceOperation operation)
    {
        var self = Evaluate(operation.Instance) ?? throw NullFault(operation, $"'{operation.Instance.Syntax}'");
        if (Evaluate(operation.Argument) is not Index index || operation.IndexerSymbol is not IPropertySymbol indexer)
            throw Unsupported(operation, "an assignment to a range", "assign the elements one by one");
        object?[] arguments = [index.GetOffset(LengthOf(self, operation))];
        return new Accessor(() => Get(indexer, self, arguments, operation), value => Set(indexer, self, arguments, value, operation));
    }
}
