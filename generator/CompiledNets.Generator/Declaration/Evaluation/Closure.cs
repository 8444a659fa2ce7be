using System.Reflection;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>A lambda or method of the declaration as a real delegate, so that LINQ can call it.</summary>
internal sealed class Closure(Evaluator evaluator, Func<object?[], object?> body)
{
    private const int MostParameters = 8;

    public object? Invoke(params object?[] arguments) => body(arguments);

    /// <summary>A delegate of the given type; null where its signature has too many parameters or references among them.</summary>
    public Delegate? ToDelegate(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        var types = invoke.GetParameters().Select(parameter => parameter.ParameterType).ToList();
        if (types.Count > MostParameters || types.Any(parameter => parameter.IsByRef)) return null;
        var returns = invoke.ReturnType != typeof(void);
        var method = typeof(Closure)
            .GetMethod($"{(returns ? "Func" : "Action")}{types.Count}", BindingFlags.Instance | BindingFlags.NonPublic)!;
        if (returns) types.Add(invoke.ReturnType);
        return (types.Count == 0 ? method : method.MakeGenericMethod([.. types])).CreateDelegate(type, this);
    }

    private R Return<R>(params object?[] arguments) => (R)evaluator.Adapt(body(arguments), typeof(R))!;

    private void Action0() => Invoke();
    private void Action1<A>(A a) => Invoke(a);
    private void Action2<A, B>(A a, B b) => Invoke(a, b);
    private void Action3<A, B, C>(A a, B b, C c) => Invoke(a, b, c);
    private void Action4<A, B, C, D>(A a, B b, C c, D d) => Invoke(a, b, c, d);
    private void Action5<A, B, C, D, E>(A a, B b, C c, D d, E e) => Invoke(a, b, c, d, e);
    private void Action6<A, B, C, D, E, F>(A a, B b, C c, D d, E e, F f) => Invoke(a, b, c, d, e, f);
    private void Action7<A, B, C, D, E, F, G>(A a, B b, C c, D d, E e, F f, G g) => Invoke(a, b, c, d, e, f, g);
    private void Action8<A, B, C, D, E, F, G, H>(A a, B b, C c, D d, E e, F f, G g, H h) => Invoke(a, b, c, d, e, f, g, h);
    private R Func0<R>() => Return<R>();
    private R Func1<A, R>(A a) => Return<R>(a);
    private R Func2<A, B, R>(A a, B b) => Return<R>(a, b);
    private R Func3<A, B, C, R>(A a, B b, C c) => Return<R>(a, b, c);
    private R Func4<A, B, C, D, R>(A a, B b, C c, D d) => Return<R>(a, b, c, d);
    private R Func5<A, B, C, D, E, R>(A a, B b, C c, D d, E e) => Return<R>(a, b, c, d, e);
    private R Func6<A, B, C, D, E, F, R>(A a, B b, C c, D d, E e, F f) => Return<R>(a, b, c, d, e, f);
    private R Func7<A, B, C, D, E, F, G, R>(A a, B b, C c, D d, E e, F f, G g) => Return<R>(a, b, c, d, e, f, g);
    private R Func8<A, B, C, D, E, F, G, H, R>(A a, B b, C c, D d, E e, F f, G g, H h) => Return<R>(a, b, c, d, e, f, g, h);
}
