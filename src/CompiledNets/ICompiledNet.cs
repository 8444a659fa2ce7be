namespace CompiledNets;

/// <summary>What every compiled net offers, for code that is generic over nets; the generator adds it to the class.</summary>
/// <typeparam name="TSelf">The class of the net.</typeparam>
public interface ICompiledNet<TSelf> where TSelf : ICompiledNet<TSelf>
{
    /// <summary>What the net costs, layer by layer and in total.</summary>
    static abstract NetInfo Info { get; }

    /// <summary>Loads weights from any source.</summary>
    /// <param name="source">The source.</param>
    /// <exception cref="WeightException">A tensor is missing, left over, mis-shaped or mistyped.</exception>
    static abstract TSelf Load(WeightSource source);

    /// <summary>The declaration as a graph.</summary>
    static abstract Graph Trace();

    /// <summary>A net with the same weights, which it shares, and scratch memory of its own, for another thread.</summary>
    TSelf Fork();

    /// <summary>How many threads share each step of a run, the calling one among them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1 or more than 1,024.</exception>
    int Threads { get; set; }

    /// <summary>Runs the net on small random numbers and takes the time of each step.</summary>
    /// <param name="runs">How often to run; the least time of each step counts.</param>
    NetProfile Profile(int runs);
}

/// <summary>A compiled net with one input and one output.</summary>
/// <typeparam name="TSelf">The class of the net.</typeparam>
public interface IUnaryNet<TSelf> : ICompiledNet<TSelf> where TSelf : IUnaryNet<TSelf>
{
    /// <summary>The number of floats of the input.</summary>
    static abstract int InputCount { get; }

    /// <summary>The number of floats of the output.</summary>
    static abstract int OutputCount { get; }

    /// <summary>Runs the net; allocates nothing.</summary>
    /// <param name="input">N×C×H×W floats.</param>
    /// <param name="output">As many floats as the output has.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    void Run(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Runs the declaration as plain C#, each operator at once and in double.</summary>
    /// <param name="source">The weights.</param>
    /// <param name="input">N×C×H×W floats.</param>
    /// <param name="onLayer">Called after each operator with the layer's name and its output.</param>
    static abstract Tensor RunEager(WeightSource source, ReadOnlySpan<float> input, Action<string, Tensor>? onLayer = null);
}
