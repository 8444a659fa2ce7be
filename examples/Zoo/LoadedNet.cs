using System.Diagnostics;
using CompiledNets;

namespace Zoo;

/// <summary>A net with weights.</summary>
/// <param name="run">Runs it on some image.</param>
/// <param name="profile">Runs it so many times and takes the time of each step.</param>
internal sealed class LoadedNet(Action run, Func<int, NetProfile> profile)
{
    private const ulong Seed = 1;

    /// <summary>A net with random weights and a random image.</summary>
    public static LoadedNet Of<TNet>() where TNet : IUnaryNet<TNet>
    {
        var net = TNet.Load(new RandomWeights(Seed));
        var (image, output) = (new float[TNet.InputCount], new float[TNet.OutputCount]);
        RandomWeights.Input("image", Seed, image);
        return new(() => net.Run(image, output), net.Profile);
    }

    /// <summary>The time of one run: the least of several, since other work on the machine, and compiling in the first, only add to it.</summary>
    public TimeSpan MeasureRun(int runs) => Enumerable.Range(0, runs).Min(_ =>
    {
        var start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start);
    });

    /// <summary>The least time of each step in several runs.</summary>
    public NetProfile Profile(int runs) => profile(runs);
}
