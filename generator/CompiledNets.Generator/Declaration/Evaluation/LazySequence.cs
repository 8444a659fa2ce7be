using System.Collections;

namespace CompiledNets.Generator.Declaration.Evaluation;

/// <summary>What an iterator method returns: its body runs as far as the next <c>yield</c> whenever an element is asked for.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
internal sealed class LazySequence<T>(Evaluator evaluator, Func<Iteration> start) : IEnumerable<T>
{
    public IEnumerator<T> GetEnumerator() => new Enumerator(evaluator, start());

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Enumerator(Evaluator evaluator, Iteration iteration) : IEnumerator<T>
    {
        public T Current { get; private set; } = default!;

        object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (!evaluator.MoveNext(iteration)) return false;
            Current = (T)evaluator.Adapt(iteration.Values.Current, typeof(T))!;
            return true;
        }

        public void Dispose() => evaluator.Dispose(iteration);

        public void Reset() => throw new NotSupportedException();
    }
}
