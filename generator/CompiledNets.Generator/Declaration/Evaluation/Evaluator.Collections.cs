using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private const int MostElements = 10_000_000;

    private Array CreateArray(IArrayCreationOperation operation)
    {
        var type = (IArrayTypeSymbol)Close(operation.Type!);
        var sizes = operation.DimensionSizes.Select(size => (int)Numeric.Convert(Evaluate(size)!, typeof(int), true)).ToArray();
        if (sizes.Any(size => size < 0)) throw Threw(new OverflowException("the size of an array is negative"), operation);
        if (sizes.Aggregate(1L, (product, size) => product * size) > MostElements)
            throw Unsupported(operation, "so large an array", $"a declaration needs no more than {MostElements} elements");
        var array = NewArray(type.ElementType, sizes, operation, filled: operation.Initializer is null);
        if (operation.Initializer is { } initializer) Fill(array, initializer, []);
        return array;
    }

    private Array NewArray(ITypeSymbol element, int[] sizes, IOperation operation, bool filled)
    {
        var array = Array.CreateInstance(TypeOf(element, operation), sizes);
        if (filled && array.Rank == 1 && types.IsUser(element) && element.IsValueType)
            for (var i = 0; i < array.Length; i++) array.SetValue(Default(element, operation), i);
        return array;
    }

    private void Fill(Array array, IArrayInitializerOperation initializer, int[] outer)
    {
        for (var i = 0; i < initializer.ElementValues.Length; i++)
        {
            int[] indices = [.. outer, i];
            if (initializer.ElementValues[i] is IArrayInitializerOperation inner) Fill(array, inner, indices);
            else WriteElement(array, indices, UserObject.Copy(Evaluate(initializer.ElementValues[i])), initializer);
        }
    }

    private object? Element(IArrayElementReferenceOperation operation)
    {
        var array = (Array)(Evaluate(operation.ArrayReference) ?? throw NullFault(operation, $"'{operation.ArrayReference.Syntax}'"));
        if (operation.Indices.Length == 1 && operation.Indices[0].Type?.Name == nameof(System.Range))
        {
            var range = (Range)Evaluate(operation.Indices[0])!;
            var start = range.Start.GetOffset(array.Length);
            return SubArray(array, start, range.End.GetOffset(array.Length) - start, operation);
        }
        return ReadElement(array, Indices(operation, array), operation);
    }

    private int[] Indices(IArrayElementReferenceOperation operation, Array array) =>
        [.. operation.Indices.Select(index => Evaluate(index) is var value && value is Index fromEnd
            ? fromEnd.GetOffset(array.Length)
            : (int)Numeric.Convert(value!, typeof(int), true))];

    private object? ReadElement(Array array, int[] indices, IOperation operation)
    {
        try
        {
            return array is object[] objects && indices.Length == 1 ? objects[indices[0]] : array.GetValue(indices);
        }
        catch (IndexOutOfRangeException)
        {
            throw OutOfRange(array, indices, operation);
        }
    }

    private void WriteElement(Array array, int[] indices, object? value, IOperation operation)
    {
        try
        {
            array.SetValue(Adapt(value, array.GetType().GetElementType()), indices);
        }
        catch (IndexOutOfRangeException)
        {
            throw OutOfRange(array, indices, operation);
        }
        catch (InvalidCastException exception)
        {
            throw Threw(new ArrayTypeMismatchException(exception.Message), operation);
        }
    }

    private DeclarationThrew OutOfRange(Array array, int[] indices, IOperation operation)
    {
        var size = string.Join("×", Enumerable.Range(0, array.Rank).Select(array.GetLength));
        var message = $"index {string.Join(", ", indices)} lies outside of an array of {size} elements";
        return Threw(new IndexOutOfRangeException(message), operation);
    }

    private Array SubArray(Array array, int start, int count, IOperation operation)
    {
        if (start < 0 || count < 0 || start + count > array.Length)
        {
            var message = $"elements {start} to {start + count} do not lie within an array of {array.Length}";
            throw Threw(new ArgumentOutOfRangeException(null, message), operation);
        }
        var part = Array.CreateInstance(array.GetType().GetElementType(), count);
        Array.Copy(array, start, part, 0, count);
        return part;
    }

    private object CreateCollection(ICollectionExpressionOperation operation)
    {
        var type = Close(operation.Type!) as INamedTypeSymbol;
        var items = new List<object?>();
        var element = ElementType(Close(operation.Type!), operation);
        foreach (var part in operation.Elements)
            if (part is ISpreadOperation spread) Spread(spread, element, items);
            else items.Add(UserObject.Copy(Evaluate(part)));
        var array = NewArray(element, [items.Count], operation, filled: false);
        for (var i = 0; i < items.Count; i++) WriteElement(array, [i], items[i], operation);
        return type is null || TypeMap.IsSpan(type) ? array : Collect(type, array, operation);
    }

    private void Spread(ISpreadOperation spread, ITypeSymbol element, List<object?> items)
    {
        var collection = Evaluate(spread.Operand) ?? throw NullFault(spread, $"'{spread.Operand.Syntax}'");
        foreach (var item in Items(collection, null, spread.Operand)) items.Add(UserObject.Copy(ConvertTo(item, element, spread, false)));
    }

    private ITypeSymbol ElementType(ITypeSymbol collection, IOperation operation)
    {
        if (collection is IArrayTypeSymbol array) return array.ElementType;
        var named = (INamedTypeSymbol)collection;
        if (TypeMap.IsSpan(named)) return named.TypeArguments[0];
        var sequence = named.AllInterfaces.Prepend(named)
            .FirstOrDefault(type => type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);
        return sequence?.TypeArguments[0]
            ?? throw Unsupported(operation, $"a collection expression of type '{named.Name}'", "use an array or a List");
    }

    private object Collect(INamedTypeSymbol type, Array array, ICollectionExpressionOperation operation)
    {
        if (types.IsUser(type)) return CollectUser(type, array, operation);
        var target = TypeOf(type, operation);
        if (target.IsInterface)
        {
            var list = Activator.CreateInstance(typeof(List<>).MakeGenericType(array.GetType().GetElementType()), array);
            return target.IsInstanceOfType(list)
                ? list
                : Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(array.GetType().GetElementType()), array);
        }
        if (target.GetConstructor([typeof(IEnumerable<>).MakeGenericType(array.GetType().GetElementType())]) is { } constructor)
            return constructor.Invoke([array]);
        if (operation.ConstructMethod is { IsStatic: true } builder) return CallExternal(builder, null, [array], operation)!;
        throw Unsupported(operation, $"a collection expression of type '{type.Name}'", "use an array or a List");
    }

    private UserObject CollectUser(INamedTypeSymbol type, Array array, ICollectionExpressionOperation operation)
    {
        var constructor = type.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.Length == 0);
        var add = type.GetMembers("Add").OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.Length == 1);
        if (constructor is null || add is null)
            throw Unsupported(operation, $"a collection expression of type '{type.Name}'", "use an array or a List");
        var created = Construct(constructor, [], operation);
        foreach (var item in array) CallVirtual(add, created, [item], operation);
        return created;
    }
}
