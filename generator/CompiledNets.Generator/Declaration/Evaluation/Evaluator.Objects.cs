using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    private object? Create(IObjectCreationOperation operation)
    {
        var constructor = operation.Constructor is { } declared ? scope.Types.Close(declared, compilation) : null;
        var created = constructor is null
            ? Default(Close(operation.Type!), operation)!
            : types.IsUser(constructor)
                ? Construct(constructor, Arguments(operation.Arguments), operation)
                : CreateExternal(constructor, operation);
        if (operation.Initializer is { } initializer && created is not null) Initialize(created, initializer);
        return created;
    }

    private object? CreateExternal(IMethodSymbol constructor, IObjectCreationOperation operation) =>
        constructor.ContainingType.IsValueType && constructor.Parameters.Length == 0
            ? Default(constructor.ContainingType, operation)
            : CallExternal(constructor, null, Arguments(operation.Arguments), operation);

    private object? CreateTypeParameter(ITypeParameterObjectCreationOperation operation)
    {
        var type = (INamedTypeSymbol)Close(operation.Type!);
        var constructor = type.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.Length == 0);
        var created = constructor is not null && types.IsUser(type) ? Construct(constructor, [], operation)
            : type.IsValueType ? Default(type, operation)
            : constructor is not null ? CallExternal(constructor, null, [], operation)
            : null;
        if (operation.Initializer is { } initializer && created is not null) Initialize(created, initializer);
        return created;
    }

    private UserObject CreateAnonymous(IAnonymousObjectCreationOperation operation)
    {
        var created = new UserObject(this, (INamedTypeSymbol)Close(operation.Type!));
        foreach (var initializer in operation.Initializers.OfType<ISimpleAssignmentOperation>())
            created.Fields[Key(((IPropertyReferenceOperation)initializer.Target).Property)] = UserObject.Copy(Evaluate(initializer.Value));
        return created;
    }

    private object? With(IWithOperation operation)
    {
        var original = Evaluate(operation.Operand) ?? throw NullFault(operation, $"'{operation.Operand.Syntax}'");
        var copy = original is UserObject user ? user.Copy() : System.Runtime.CompilerServices.RuntimeHelpers.GetObjectValue(original);
        Initialize(copy, operation.Initializer);
        return copy;
    }

    private void Initialize(object created, IObjectOrCollectionInitializerOperation initializer)
    {
        implicitReceivers.Push(created);
        try
        {
            foreach (var part in initializer.Initializers)
                if (part is IMemberInitializerOperation member) Initialize(Evaluate(member.InitializedMember)!, member.Initializer);
                else Evaluate(part);
        }
        finally
        {
            implicitReceivers.Pop();
        }
    }

    private object? Instance(IInstanceReferenceOperation operation) => operation.ReferenceKind switch
    {
        InstanceReferenceKind.ImplicitReceiver => implicitReceivers.Peek(),
        InstanceReferenceKind.PatternInput => patternInputs.Peek(),
        InstanceReferenceKind.ContainingTypeInstance => scope.Self,
        _ => throw Unsupported(operation, "an interpolated string handler", "use a plain interpolated string"),
    };

    /// <summary>Makes an instance: fields first, then the constructor, as C# does.</summary>
    private UserObject Construct(IMethodSymbol constructor, object?[] arguments, IOperation site)
    {
        var created = new UserObject(this, constructor.ContainingType);
        EnsureInitialized(constructor.ContainingType);
        foreach (var field in InstanceFields(constructor.ContainingType)) created.Fields[Key(field)] = Default(field.Type, site);
        RunConstructor(constructor, created, arguments, site);
        return created;
    }

    private static IEnumerable<IFieldSymbol> InstanceFields(INamedTypeSymbol type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            foreach (var field in ancestor.GetMembers().OfType<IFieldSymbol>())
                if (!field.IsStatic) yield return field;
    }

    /// <summary>The key of a field in an object; that of an automatic property is the property.</summary>
    private static ISymbol Key(ISymbol member) => member switch
    {
        IFieldSymbol { AssociatedSymbol: IPropertySymbol property } => property.OriginalDefinition,
        _ => member.OriginalDefinition,
    };

    private object? Default(ITypeSymbol type, IOperation operation)
    {
        if (!type.IsValueType || Nullables.Is(type)) return null;
        if (TypeMap.IsSpan(type)) return Array.CreateInstance(TypeOf(((INamedTypeSymbol)type).TypeArguments[0], operation), 0);
        if (type is INamedTypeSymbol named && types.IsUser(type))
        {
            if (type.TypeKind == TypeKind.Enum) return new EnumValue(named, Default(named.EnumUnderlyingType!, operation));
            var created = new UserObject(this, named);
            foreach (var field in InstanceFields(named)) created.Fields[Key(field)] = Default(field.Type, operation);
            return created;
        }
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
            return TupleValue.Create(
                tuple.TupleElements.Select(element => Default(element.Type, operation)).ToArray(), TypeOf(type, operation));
        return Activator.CreateInstance(TypeOf(type, operation));
    }
}
