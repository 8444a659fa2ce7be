using System.Diagnostics;
using System.Globalization;
using CompiledNets;
using CompiledNets.Benchmarks.Measuring;

// Runs the net until nothing improves any more. Then, for each line with a number of samples and one of runs, it takes so many samples of
// so many runs each and prints the milliseconds of a run in each sample.
var net = Net.FromRandom(seed: 1);
var (input, output) = (new float[Net.InputLength], new float[Net.OutputLength]);
RandomWeights.Input("input", seed: 1, input);
void Run() => net.Run(input, output);

WarmUp.Settle(Run);
Console.WriteLine("ready");
while (Console.ReadLine() is { } line)
{
    var numbers = line.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
    // One that does not count: the other program has had the caches.
    Run();
    var samples = Enumerable.Range(0, numbers[0]).Select(_ => Time(numbers[1]).ToString(CultureInfo.InvariantCulture)).ToArray();
    Console.WriteLine(string.Join(' ', samples));
}

double Time(int runs)
{
    var start = Stopwatch.GetTimestamp();
    for (var i = 0; i < runs; i++) Run();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds / runs;
}
