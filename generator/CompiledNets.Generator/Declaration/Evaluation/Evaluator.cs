using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>
/// Runs a declaration by walking the operation trees of the compiler. Tensors are the generator's own, so that running it
/// records the graph.
/// </summary>
internal sealed partial class Evaluator
{
    private const int MostSteps = 10_000_000;

    // Ten times as many as the largest of known networks has.
    private const int MostOperators = 20_000;

    private const int StepsPerCancellationCheck = 1024;

    private readonly Compilation compilation;
    private readonly TypeMap types;
    private readonly ExternalMembers externals;
    private readonly CancellationToken cancellation;
    private readonly Stack<object?> implicitReceivers = new();
    private readonly Stack<object?> conditionalReceivers = new();
    private readonly Stack<object?> patternInputs = new();
    private Scope scope = new(null, null, null, TypeArguments.None);
    private IOperation? current;
    private int steps;
    private int operators;

    public Evaluator(Compilation compilation, CancellationToken cancellation)
    {
        this.compilation = compilation;
        this.cancellation = cancellation;
        types = new TypeMap(compilation);
        externals = new ExternalMembers(types);
    }

    /// <summary>What was being evaluated last; where the evaluator itself fails, the failure is there.</summary>
    public IOperation? Current => current;

    /// <summary>Runs a static method.</summary>
    public object? Run(IMethodSymbol method, IReadOnlyList<object?> arguments) => CallUser(method, null, [.. arguments], site: null);

    private object? Evaluate(IOperation operation)
    {
        Step(operation);
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return operation.ConstantValue is { HasValue: true } constant
            ? Constant(constant.Value, operation.Type)
            : Compute(operation);
    }

    private object? Compute(IOperation operation) => operation.Kind switch
    {
        OperationKind.LocalReference => CellOf(((ILocalReferenceOperation)operation).Local, operation).Value,
        OperationKind.ParameterReference => ParameterCell(((IParameterReferenceOperation)operation).Parameter, operation).Value,
        OperationKind.Invocation => Invoke((IInvocationOperation)operation),
        OperationKind.Argument => Evaluate(((IArgumentOperation)operation).Value),
        OperationKind.Conversion => Convert((IConversionOperation)operation),
        OperationKind.Binary => Binary((IBinaryOperation)operation),
        OperationKind.Unary => Unary((IUnaryOperation)operation),
        OperationKind.SimpleAssignment => Assign((ISimpleAssignmentOperation)operation),
        OperationKind.CompoundAssignment => AssignCompound((ICompoundAssignmentOperation)operation),
        OperationKind.CoalesceAssignment => AssignCoalesce((ICoalesceAssignmentOperation)operation),
        OperationKind.DeconstructionAssignment => Deconstruct((IDeconstructionAssignmentOperation)operation),
        OperationKind.Increment or OperationKind.Decrement => Increment((IIncrementOrDecrementOperation)operation),
        OperationKind.FieldReference => Field((IFieldReferenceOperation)operation),
        OperationKind.PropertyReference => Property((IPropertyReferenceOperation)operation),
        OperationKind.ArrayElementReference => Element((IArrayElementReferenceOperation)operation),
        OperationKind.ImplicitIndexerReference => ImplicitIndexer((IImplicitIndexerReferenceOperation)operation),
        OperationKind.InstanceReference => Instance((IInstanceReferenceOperation)operation),
        OperationKind.ConditionalAccess => ConditionalAccess((IConditionalAccessOperation)operation),
        OperationKind.ConditionalAccessInstance => conditionalReceivers.Peek(),
        OperationKind.Conditional => Conditional((IConditionalOperation)operation),
        OperationKind.Coalesce => Coalesce((ICoalesceOperation)operation),
        OperationKind.InterpolatedString => Interpolate((IInterpolatedStringOperation)operation),
        OperationKind.InterpolatedStringHandlerCreation => Evaluate(((IInterpolatedStringHandlerCreationOperation)operation).Content),
        OperationKind.Tuple => Tuple((ITupleOperation)operation),
        OperationKind.TupleBinary => CompareTuples((ITupleBinaryOperation)operation),
        OperationKind.ObjectCreation => Create((IObjectCreationOperation)operation),
        OperationKind.TypeParameterObjectCreation => CreateTypeParameter((ITypeParameterObjectCreationOperation)operation),
        OperationKind.AnonymousObjectCreation => CreateAnonymous((IAnonymousObjectCreationOperation)operation),
        OperationKind.With => With((IWithOperation)operation),
        OperationKind.ArrayCreation => CreateArray((IArrayCreationOperation)operation),
        OperationKind.CollectionExpression => CreateCollection((ICollectionExpressionOperation)operation),
        OperationKind.DelegateCreation => CreateDelegate((IDelegateCreationOperation)operation),
        OperationKind.AnonymousFunction => Lambda((IAnonymousFunctionOperation)operation, operation.Type),
        OperationKind.MethodReference => MethodGroup((IMethodReferenceOperation)operation, operation.Type),
        OperationKind.DefaultValue => Default(Close(operation.Type!), operation),
        OperationKind.IsType => IsType((IIsTypeOperation)operation),
        OperationKind.IsPattern => IsPattern((IIsPatternOperation)operation),
        OperationKind.SwitchExpression => Switch((ISwitchExpressionOperation)operation),
        OperationKind.Throw => Throw((IThrowOperation)operation),
        OperationKind.Parenthesized => Evaluate(((IParenthesizedOperation)operation).Operand),
        OperationKind.TranslatedQuery => Evaluate(((ITranslatedQueryOperation)operation).Operation),
        OperationKind.TypeOf => new TypeValue(Close(((ITypeOfOperation)operation).TypeOperand)),
        OperationKind.Range => Range((IRangeOperation)operation),
        OperationKind.DeclarationExpression or OperationKind.Discard => Locate(operation).Value,
        OperationKind.Invalid => throw Broken(operation),
        _ => throw Unknown(operation),
    };

    private void Step(IOperation operation)
    {
        current = operation;
        if (++steps % StepsPerCancellationCheck == 0) cancellation.ThrowIfCancellationRequested();
        if (steps > MostSteps) throw RunsTooLong(operation, MostSteps, "steps");
    }

    private ITypeSymbol Close(ITypeSymbol type) => scope.Types.Close(type, compilation);

    private Type TypeOf(ITypeSymbol type, IOperation operation)
    {
        var closed = Close(type);
        if (closed.TypeKind == TypeKind.Error) throw Broken(operation);
        return types.Find(closed) ?? throw Unsupported(
            operation, $"the type '{Name(closed)}'", "use the types of the project and the basic types and collections of .NET");
    }

    private object? Constant(object? value, ITypeSymbol? type)
    {
        if (value is null || type is null) return value;
        if (Nullables.Unwrap(type) is not INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration) return value;
        return EnumOf(enumeration, value);
    }

    private object EnumOf(INamedTypeSymbol type, object number) =>
        types.IsUser(type) ? new EnumValue(type, number)
        : types.Find(type) is { } known ? Enum.ToObject(known, number)
        : number;
}
