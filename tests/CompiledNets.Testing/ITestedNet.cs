namespace CompiledNets.Testing;

/// <summary>What the generator writes on a class, without spans, so that tests can reach code that is compiled at run time.</summary>
public interface ITestedNet
{
    /// <summary>The net itself.</summary>
    object Net { get; }

    /// <summary><c>Run</c>; allocates nothing itself.</summary>
    void Run(float[][] inputs, float[][] outputs);

    /// <summary><c>Run</c> on memory of the caller's choice.</summary>
    void Run(Memory<float>[] inputs, Memory<float>[] outputs);

    /// <summary><c>Run</c> on interleaved pixels.</summary>
    void Run(byte[] pixels, PixelFormat format, float[][] outputs);

    /// <summary><c>Threads</c>.</summary>
    int Threads { get; set; }

    /// <summary><c>Fork</c>.</summary>
    ITestedNet Fork();

    /// <summary><c>Profile</c> on the caller's inputs.</summary>
    NetProfile Profile(float[][] inputs, int runs);

    /// <summary><c>Profile</c> on random numbers.</summary>
    NetProfile Profile(int runs);
}

/// <summary>The static members that the generator writes on a class.</summary>
public interface ITestedNetType
{
    /// <summary>The class.</summary>
    Type Type { get; }

    /// <summary><c>Info</c>.</summary>
    NetInfo Info { get; }

    /// <summary><c>Trace</c>.</summary>
    Graph Trace();

    /// <summary><c>Load</c> from a source.</summary>
    ITestedNet Load(WeightSource source);

    /// <summary><c>Load</c> from a file.</summary>
    ITestedNet Load(string path);

    /// <summary><c>Load</c> from a stream.</summary>
    ITestedNet Load(Stream stream);

    /// <summary><c>Load</c> from memory.</summary>
    ITestedNet Load(byte[] file);

    /// <summary><c>FromRandom</c>.</summary>
    ITestedNet FromRandom(ulong seed);

    /// <summary><c>RunEager</c>: the elements of each output.</summary>
    double[][] RunEager(WeightSource source, float[][] inputs);
}
