namespace CompiledNets.Fuzz.Nets;

/// <summary>An instruction set and the switch that makes a process use it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Switch">The environment variable that is set to 0; null for the widest of the machine.</param>
internal sealed record FuzzedSet(string Name, string? Switch)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FuzzedSet> All { get; } =
    [
        new("avx512", null), new("avx2", "DOTNET_EnableAVX512"), new("vector128", "DOTNET_EnableAVX2"), new("scalar", "DOTNET_EnableHWIntrinsic"),
    ];
}

/// <summary>A net on which compiled code and the reference differ, or which ended the process.</summary>
/// <param name="Numbers">What it is made of.</param>
/// <param name="Message">What differs.</param>
internal sealed record NetFailure(int[] Numbers, string Message)
{
    /// <summary>The declaration and what is wrong.</summary>
    public string Describe(FuzzedSet set) => $"{DeclarationText.Of(RandomNet.Of(Numbers), "Reproduction")}// {set.Name}: {Message}\n// numbers: {Choices.Format(Numbers)}\n";
}

/// <summary>What came of a number of nets.</summary>
/// <param name="KernelSet">The kernels that ran; on a processor without the instruction set, those of a narrower one.</param>
/// <param name="Same">Nets that agree with the reference.</param>
/// <param name="IllConditioned">Nets whose reference depends on rounding.</param>
/// <param name="Failures">All others.</param>
internal sealed record FuzzOutcome(string KernelSet, int Same, int IllConditioned, IReadOnlyList<NetFailure> Failures);

/// <summary>Lets workers run random nets, and makes those that fail as small as it can.</summary>
internal sealed class NetFuzzer(FuzzedSet set)
{
    public const string WorkerCommand = "net-worker";

    private const int MostShrinkingRounds = 40;
    private const int MostCandidates = 60;

    /// <summary>Runs the nets of a seed.</summary>
    public FuzzOutcome Run(ulong seed, int first, int count) => Run([.. Enumerable.Range(first, count).Select(index => Choices.Random(seed, index))]);

    /// <summary>Runs nets of given numbers.</summary>
    public FuzzOutcome Run(IReadOnlyList<int[]> cases)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, cases.Select(numbers => Choices.Format(numbers)));
            var (same, ill, failures) = (0, 0, new List<NetFailure>());
            var worker = new Worker(set, WorkerCommand, path);
            worker.Run(cases.Count, (net, verdict) =>
            {
                if (verdict == WorkerLine.Same) same++;
                else if (verdict == WorkerLine.IllConditioned) ill++;
                else failures.Add(new NetFailure(cases[net], verdict));
            });
            return new FuzzOutcome(worker.KernelSet, same, ill, failures);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The simplest net that is found to fail in the same way.</summary>
    public NetFailure Shrink(NetFailure failure)
    {
        for (var round = 0; round < MostShrinkingRounds; round++)
        {
            var seen = new HashSet<string> { Text(failure.Numbers) };
            var candidates = Simpler(failure.Numbers).Where(numbers => seen.Add(Text(numbers))).Take(MostCandidates).ToList();
            var smaller = Run(candidates).Failures.MinBy(other => (Text(other.Numbers).Length, other.Numbers.Sum(number => (long)number)));
            if (smaller is null || !IsSimpler(smaller.Numbers, failure.Numbers)) return failure;
            failure = smaller;
        }
        return failure;

        static string Text(int[] numbers) => DeclarationText.Of(RandomNet.Of(numbers), "Net");

        static bool IsSimpler(int[] one, int[] other)
        {
            var (left, right) = (Text(one).Length, Text(other).Length);
            return left < right || (left == right && one.Sum(number => (long)number) < other.Sum(number => (long)number));
        }
    }

    private static IEnumerable<int[]> Simpler(int[] numbers)
    {
        for (var length = numbers.Length / 2; length > 0; length /= 2)
            for (var start = 0; start + length <= numbers.Length; start += length)
            {
                yield return [.. numbers[..start], .. numbers[(start + length)..]];
                yield return [.. numbers[..start], .. Enumerable.Repeat(0, length), .. numbers[(start + length)..]];
            }
        for (var i = 0; i < numbers.Length; i++)
            if (numbers[i] > 0)
                yield return [.. numbers[..i], numbers[i] / 2, .. numbers[(i + 1)..]];
    }
}
