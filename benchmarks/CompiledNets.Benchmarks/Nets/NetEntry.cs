namespace CompiledNets.Benchmarks.Nets;

/// <summary>One run of a net.</summary>
public delegate void RunNet(ReadOnlySpan<float> input, Span<float> output);

/// <summary>A net that can be measured.</summary>
/// <param name="Name">The name of its class.</param>
/// <param name="Info">What it costs.</param>
/// <param name="Trace">Its declaration as a graph.</param>
/// <param name="Load">Makes a net of the given weights.</param>
/// <param name="InputLength">Floats of its input.</param>
/// <param name="OutputLength">Floats of its output.</param>
public sealed record NetEntry(
    string Name, Func<NetInfo> Info, Func<Graph> Trace, Func<WeightSource, LoadedNet> Load, int InputLength, int OutputLength)
{
    /// <summary>The entry of a class.</summary>
    public static NetEntry Of<TNet>(string name) where TNet : IUnaryNet<TNet> =>
        new(name, () => TNet.Info, TNet.Trace, weights => LoadedNet.Of(TNet.Load(weights)), TNet.InputCount, TNet.OutputCount);
}

/// <summary>A net with its weights.</summary>
/// <param name="Run">Runs it.</param>
/// <param name="Profile">Runs it so many times and takes the time of each step.</param>
/// <param name="SetThreads">Sets how many threads share a run.</param>
public sealed record LoadedNet(RunNet Run, Func<int, NetProfile> Profile, Action<int> SetThreads)
{
    /// <summary>A net of any class.</summary>
    public static LoadedNet Of<TNet>(TNet net) where TNet : IUnaryNet<TNet> => new(net.Run, net.Profile, threads => net.Threads = threads);
}
