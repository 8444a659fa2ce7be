using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    // DoNotWrapExceptions of newer .NET: an exception caught and thrown again at each level of a deep recursion would exhaust the stack.
    private const BindingFlags Plain = (BindingFlags)0x02000000;

    private object? CallExternal(IMethodSymbol method, object? self, object?[] arguments, IOperation operation)
    {
        if (Special(method, self, arguments, operation) is { } special) return special.Value;
        RequirePure(method, operation);
        var target = externals.Find(method) ?? throw Unsupported(
            operation, $"'{method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'",
            "it does not exist in the .NET that runs the compiler, or takes types that a declaration cannot use; use another overload");
        var result = Reflect(target, self, arguments, operation);
        if (result is Tensor or Tensor[] && ++operators > MostOperators) throw RunsTooLong(operation, MostOperators, "operators");
        for (var i = 0; i < arguments.Length; i++)
            if (arguments[i] is Cell cell) cell.Value = Defaulted(cell.Value, method.Parameters[i].Type, operation);
        return Defaulted(result, method.ReturnType, operation);
    }

    // What .NET takes for the default of a struct or enum of the user does not know its type.
    private object? Defaulted(object? result, ITypeSymbol type, IOperation operation) => result switch
    {
        null when type is { IsValueType: true, SpecialType: not SpecialType.System_Void } && !Nullables.Is(type) =>
            Default(type, operation),
        EnumValue { Type: null } when Nullables.Unwrap(type) is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration =>
            Default(enumeration, operation),
        _ => result,
    };

    private object? Reflect(MethodBase target, object? self, object?[] arguments, IOperation operation)
    {
        var parameters = target.GetParameters();
        var values = new object?[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Adapt(arguments[i] is Cell cell ? cell.Value : arguments[i], parameters[i].ParameterType);
        try
        {
            var result = target is ConstructorInfo constructor
                ? constructor.Invoke(Plain, null, values, CultureInfo.InvariantCulture)
                : target.Invoke(Receiver(target, self), Plain, null, values, CultureInfo.InvariantCulture);
            for (var i = 0; i < values.Length; i++)
                if (arguments[i] is Cell cell) cell.Value = values[i];
            return result;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner && Fault(inner, operation) is null)
        {
            ExceptionDispatchInfo.Capture(exception.InnerException).Throw();
            throw;
        }
        catch (ArgumentException exception) when (IsOfReflection(exception.TargetSite?.DeclaringType))
        {
            throw Unsupported(
                operation, $"this call of '{target.Name}'", $"its arguments do not suit the .NET method: {exception.Message}");
        }
        catch (Exception exception) when (Fault(exception, operation) is { } fault)
        {
            throw fault;
        }
    }

    // Thrown by the call itself, not by the method.
    private static bool IsOfReflection(Type? thrower) =>
        thrower?.Namespace == typeof(MethodBase).Namespace || thrower == typeof(RuntimeTypeHandle) || thrower?.Name == "RuntimeType";

    private object? Receiver(MethodBase target, object? self) =>
        target.IsStatic || target.DeclaringType is not { } type ? self : Adapt(self, type);

    /// <summary>An object of the user where .NET wants one of its interfaces: a list of its elements, or a comparer.</summary>
    internal object? Adapt(object? value, Type target)
    {
        if (value is not UserObject user || target is not { IsInterface: true, IsGenericType: true } || target.IsInstanceOfType(value))
            return value;
        var argument = target.GetGenericArguments()[0];
        if (target.GetGenericTypeDefinition() is var definition
            && (definition == typeof(IComparer<>) || definition == typeof(IEqualityComparer<>)))
            return Activator.CreateInstance(typeof(UserComparer<>).MakeGenericType(argument), this, user);
        if (!typeof(IEnumerable).IsAssignableFrom(target)) return value;
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(argument));
        foreach (var item in Items(user, null, current!)) list.Add(item);
        return target.IsInstanceOfType(list) ? list : value;
    }

    /// <summary>Calls a method of an object of the user that .NET knows by an interface.</summary>
    internal object? CallMember(UserObject self, string name, params object?[] arguments)
    {
        var method = Declared(self.Type, name, arguments.Length).OrderBy(candidate => candidate.IsOverride).FirstOrDefault()
            ?? throw Unsupported(current!, $"'{self.Type.Name}' without a method '{name}'", "implement it publicly");
        return CallVirtual(method, self, arguments, current!);
    }

    private void RequirePure(IMethodSymbol method, IOperation operation)
    {
        var type = method.ContainingType;
        var name = $"{type?.Name}.{(method.MethodKind == MethodKind.Constructor ? "new" : Name(method))}";
        if (type is null) throw Unsupported(operation, $"'{name}'", "call a method of a class");
        if (types.IsUser(method)) throw NotPure(operation, name, "it has no body here; give it one, or call a method that has one");
        if (types.IsLibrary(method))
        {
            if (types.Find(type) is null) throw NotPure(operation, name, "a declaration uses only Tensor and what its operators take");
            return;
        }
        if (!PureTypes.Contains(type))
            throw NotPure(operation, name, IsFramework(type)
                ? "it is not among the parts of .NET that depend on nothing but their arguments; write its result into the declaration, or leave it out"
                : "its source is not in this project; reference it as source, or copy it into the project");
        if (PureTypes.Objection(method) is { } reason) throw NotPure(operation, name, reason);
    }

    private static bool IsFramework(INamedTypeSymbol type) =>
        type.ContainingNamespace.ToDisplayString() is var space
            && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal));
}
