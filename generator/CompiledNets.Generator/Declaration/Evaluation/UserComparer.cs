namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>A comparer class of the user, as .NET's collections and LINQ want it.</summary>
/// <typeparam name="T">What it compares.</typeparam>
internal sealed class UserComparer<T>(Evaluator evaluator, UserObject comparer) : IComparer<T>, IEqualityComparer<T>
{
    public int Compare(T x, T y) => (int)evaluator.CallMember(comparer, nameof(Compare), x, y)!;

    public bool Equals(T x, T y) => (bool)evaluator.CallMember(comparer, nameof(Equals), x, y)!;

    public int GetHashCode(T obj) => (int)evaluator.CallMember(comparer, nameof(GetHashCode), obj)!;
}
