using System.Diagnostics;
using CompiledNets.Fuzz.Nets;
using CompiledNets.Generator.Tests.Testing;
using CompiledNets.Testing;

namespace CompiledNets.Fuzz.Threads;

/// <summary>What came of a stress.</summary>
/// <param name="Runs">Runs whose bits were those of one thread.</param>
/// <param name="Refusals">Runs that were refused for a wrong length, as they should be.</param>
/// <param name="Teams">Teams that were ended while others ran.</param>
/// <param name="Failures">What differed or was thrown.</param>
internal sealed record ThreadStressOutcome(long Runs, long Refusals, long Teams, IReadOnlyList<string> Failures);

/// <summary>
/// Forks of a few nets on many threads at once, each with a team of its own, so that threads outnumber processors. In between runs are
/// given arrays of a wrong length, teams are ended and made anew, and forks are forgotten, which frees their memory.
/// </summary>
internal static class ThreadStress
{
    private const int Callers = 8;
    private const int MostTeams = 3;

    // As long as a run may last before it counts as a deadlock: thousands of times as long as it takes.
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    // A net with a residual and a grouped layer, two whose large layer goes by Strassen's method, one by Winograd's, and one of sums.
    private const string Declarations =
        """
        [CompiledNet]
        public partial class Residual
        {
            static Tensor Forward([Shape(16, 9, 9)] Tensor x) =>
                x + x.Conv2d("expand", 48, 1).Relu6().Conv2d("depthwise", 48, 3, padding: 1, groups: 48).Relu6().Conv2d("project", 16, 1);
        }

        [CompiledNet]
        public partial class Strassen
        {
            static Tensor Forward([Shape(256, 13, 14)] Tensor x) => x.Conv2d("c", 256, 1).Relu();
        }

        [CompiledNet]
        public partial class FewPixels
        {
            static Tensor Forward([Shape(728, 6, 6)] Tensor x) => x.Conv2d("c", 728, 1);
        }

        [CompiledNet]
        public partial class Winograd
        {
            static Tensor Forward([Shape(32, 15, 14)] Tensor x) => x.Conv2d("a", 48, 3, padding: 1).Relu().Conv2d("b", 32, 3, padding: 1).MaxPool2d(3, 2, 1);
        }

        [CompiledNet]
        public partial class Branches
        {
            static (Tensor Scores, Tensor Features) Forward([Shape(16, 7, 6)] Tensor x)
            {
                var y = Tensor.Concat(x.Conv2d("wide", 7, 3, padding: 1), x.MaxPool2d(3, 1, 1).Conv2d("narrow", 5, 1)).Sigmoid();
                return (y.AdaptiveAvgPool2d(1).Flatten().Linear("head", 40).Softmax(), y);
            }
        }
        """;

    private static readonly string[] names = ["Residual", "Strassen", "FewPixels", "Winograd", "Branches"];

    /// <summary>Runs the nets for some time.</summary>
    /// <exception cref="TimeoutException">A thread does not come back.</exception>
    public static ThreadStressOutcome Run(TimeSpan time)
    {
        var source = CompiledSource.Compile(Declarations);
        var nets = names.Select(name => new Subject(source.Net(name))).ToList();
        var (runs, refusals, teams) = (0L, 0L, 0L);
        var failures = new List<string>();
        var clock = Stopwatch.StartNew();
        var callers = Enumerable.Range(0, Callers).Select(caller => new Thread(() => Call(caller)) { IsBackground = true }).ToList();
        foreach (var caller in callers) caller.Start();
        foreach (var caller in callers)
            if (!caller.Join(time + patience)) throw new TimeoutException($"a thread did not come back within {(time + patience).TotalSeconds:F0} s");
        return new ThreadStressOutcome(runs, refusals, teams, failures);

        void Call(int caller)
        {
            try
            {
                var random = new Random(caller);
                while (clock.Elapsed < time)
                {
                    var subject = nets[random.Next(nets.Count)];
                    var fork = subject.Net.Fork();
                    for (var team = 0; team < MostTeams; team++)
                    {
                        fork.Threads = random.Next(1, 4);
                        for (var run = random.Next(1, 8); run > 0; run--)
                        {
                            if (random.Next(4) == 0)
                            {
                                Assert.Throws<ArgumentException>(() => fork.Run(subject.TooShort, subject.NewOutputs()));
                                Interlocked.Increment(ref refusals);
                            }
                            var outputs = subject.NewOutputs();
                            fork.Run(subject.Inputs, outputs);
                            for (var i = 0; i < outputs.Length; i++) Assert.True(outputs[i].AsSpan().SequenceEqual(subject.Expected[i]), $"output {i} of {subject.Name} is another on {fork.Threads} threads");
                            Interlocked.Increment(ref runs);
                        }
                        if (fork.Threads > 1) Interlocked.Increment(ref teams);
                    }
                    // Half of the forks end their team themselves, the others leave it to the collector.
                    if (random.Next(2) == 0) fork.Threads = 1;
                }
            }
            catch (Exception exception)
            {
                lock (failures) failures.Add($"{exception.GetType().Name}: {exception.Message}");
            }
        }
    }

    private sealed class Subject
    {
        public Subject(ITestedNetType type)
        {
            (Name, Net) = (type.Type.Name, type.FromRandom(RandomNumbers.Seed));
            var graph = type.Trace();
            Inputs = [.. graph.Inputs.Select(input => RandomNumbers.Of(input.Name, input.Shape.ElementCount))];
            TooShort = [.. Inputs.Select(input => input[1..])];
            lengths = [.. graph.Outputs.Select(output => graph.Nodes[output.Node].Shape.ElementCount)];
            Expected = NewOutputs();
            Net.Run(Inputs, Expected);
        }

        private readonly int[] lengths;

        public string Name { get; }

        public ITestedNet Net { get; }

        public float[][] Inputs { get; }

        public float[][] TooShort { get; }

        public float[][] Expected { get; }

        public float[][] NewOutputs() => [.. lengths.Select(length => new float[length])];
    }
}
