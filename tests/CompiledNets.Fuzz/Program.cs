using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using CompiledNets.Fuzz.Cancellation;
using CompiledNets.Fuzz.Declarations;
using CompiledNets.Fuzz.Denormals;
using CompiledNets.Fuzz.Files;
using CompiledNets.Fuzz.Mutants;
using CompiledNets.Fuzz.Nets;
using CompiledNets.Fuzz.Threads;

namespace CompiledNets.Fuzz;

internal static class Program
{
    /// <summary>Runs a command of the fuzzer, or the tests where none is named.</summary>
    public static Task<int> Main(string[] args)
    {
        var root = Commands();
        return args.Length > 0 && root.Subcommands.Any(command => command.Name == args[0])
            ? root.Parse(args).InvokeAsync()
            : Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
    }

    private static RootCommand Commands() => new("Random nets and files, compared with the reference.") 
    {
        Nets(), Files(), Declarations(), Mutants(), Threads(), Denormals(), Cancel(), NetWorker(), MutantWorker(), Probe(),
    };

    private static Command Nets()
    {
        var cases = new Option<int>("--cases") { Description = "How many nets.", DefaultValueFactory = _ => 1000 };
        var first = new Option<int>("--first") { Description = "The first net of the seed." };
        var seed = new Option<ulong>("--seed") { Description = "Which nets.", DefaultValueFactory = _ => 1 };
        var sets = new Option<string[]>("--set")
        {
            Description = $"Instruction sets: {string.Join(", ", FuzzedSet.All.Select(set => set.Name))}.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. FuzzedSet.All.Select(set => set.Name)],
        };
        var numbers = new Option<string?>("--numbers") { Description = "The numbers of one net, as a failure prints them, in place of a seed's nets." };
        var command = new Command("nets", "Compiles random nets, runs them between guard pages, and prints every one that differs as a declaration.") { cases, first, seed, sets, numbers };
        command.SetAction(arguments =>
        {
            var failures = 0;
            foreach (var set in FuzzedSet.All.Where(set => arguments.GetValue(sets)!.Contains(set.Name)))
            {
                var clock = Stopwatch.StartNew();
                var fuzzer = new NetFuzzer(set);
                var outcome = arguments.GetValue(numbers) is { } one
                    ? fuzzer.Run([Choices.Parse(one)])
                    : fuzzer.Run(arguments.GetValue(seed), arguments.GetValue(first), arguments.GetValue(cases));
                Console.WriteLine($"{set.Name} (kernels of {outcome.KernelSet}): {outcome.Same} nets as the reference, {outcome.IllConditioned} left out as ill-conditioned, {outcome.Failures.Count} failed; {clock.Elapsed.TotalSeconds:F0} s");
                foreach (var failure in outcome.Failures) Console.WriteLine(fuzzer.Shrink(failure).Describe(set));
                failures += outcome.Failures.Count;
            }
            return failures == 0 ? 0 : 1;
        });
        return command;
    }

    private static Command Files()
    {
        var cases = new Option<int>("--cases") { Description = "How many files.", DefaultValueFactory = _ => 100_000 };
        var seed = new Option<ulong>("--seed") { Description = "Which files.", DefaultValueFactory = _ => 1 };
        var command = new Command("files", "Reads random and damaged safetensors files, and as many of packed weights.") { cases, seed };
        command.SetAction(arguments =>
        {
            var clock = Stopwatch.StartNew();
            var accepted = FileFuzzer.Run(arguments.GetValue(seed), arguments.GetValue(cases));
            Console.WriteLine($"{arguments.GetValue(cases)} files: {accepted} in order, all others refused; {clock.Elapsed.TotalSeconds:F0} s");
            clock.Restart();
            accepted = PackedFileFuzzer.Run(arguments.GetValue(seed), arguments.GetValue(cases));
            Console.WriteLine($"{arguments.GetValue(cases)} files of packed weights: {accepted} in order, all others refused; {clock.Elapsed.TotalSeconds:F0} s");
        });
        return command;
    }

    private static Command Declarations()
    {
        var cases = new Option<int>("--cases") { Description = "How many declarations.", DefaultValueFactory = _ => 10_000 };
        var seed = new Option<ulong>("--seed") { Description = "Which declarations.", DefaultValueFactory = _ => 1 };
        var command = new Command("declarations", "Runs the generator over declarations with tokens missing, doubled, exchanged or wrong.") { cases, seed };
        command.SetAction(arguments =>
        {
            var outcome = DeclarationFuzzer.Run(arguments.GetValue(seed), arguments.GetValue(cases));
            Console.WriteLine(
                $"{arguments.GetValue(cases)} declarations: {outcome.Compiled} with nets, {outcome.Refused} with diagnostics of the generator; at most {outcome.Slowest.TotalSeconds:F1} s and {outcome.MostBytes >> 20} MB for one; the slowest:");
            Console.WriteLine(string.Join("\n// another file\n", outcome.SlowestSources));
        });
        return command;
    }

    private static Command Mutants()
    {
        var command = new Command("mutants", "Breaks emitted kernels on purpose and shows that the checks of the fuzzer notice it.");
        command.SetAction(_ =>
        {
            var outcome = MutantRunner.Run(FuzzedSet.All[0]);
            Console.WriteLine($"{outcome.Caught} broken nets were noticed, {outcome.Survivors.Count} were not");
            foreach (var survivor in outcome.Survivors) Console.WriteLine(survivor.Describe());
            return outcome.Survivors.Count;
        });
        return command;
    }

    private static Command Threads()
    {
        var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 60 };
        var command = new Command("threads", "Runs forks on many threads at once, each with a team of its own, and compares their bits with those of one thread.") { seconds };
        command.SetAction(arguments =>
        {
            var outcome = ThreadStress.Run(TimeSpan.FromSeconds(arguments.GetValue(seconds)));
            Console.WriteLine($"{outcome.Runs} runs with the bits of one thread, {outcome.Refusals} refused for a wrong length, {outcome.Teams} teams, {outcome.Failures.Count} failures");
            foreach (var failure in outcome.Failures) Console.WriteLine(failure);
            return outcome.Failures.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static Command Denormals()
    {
        var command = new Command("denormals", "Prints how much longer nets run on denormal numbers than on others.");
        command.SetAction(_ =>
        {
            foreach (var (name, ratio) in DenormalTimes.Measure()) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {ratio:F2}"));
        });
        return command;
    }

    private static Command Cancel()
    {
        var builds = new Option<int>("--builds") { Description = "How many builds.", DefaultValueFactory = _ => 100 };
        var command = new Command("cancel", "Cancels the generator at instants all over the build of a large net, and prints how long it still ran.") { builds };
        command.SetAction(arguments =>
        {
            var outcome = CancelledBuilds.Run(arguments.GetValue(builds));
            var times = outcome.Builds.Select(build => build.Time.TotalMilliseconds).Order().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{times.Count} builds were cancelled: ended within {times[times.Count / 2]:F1} ms (median), {times[times.Count * 95 / 100]:F1} ms (95 of 100), {times[^1]:F1} ms (all); a whole build takes {outcome.WholeTime.TotalMilliseconds:F0} ms"));
            foreach (var build in outcome.Builds.OrderByDescending(build => build.Time).Take(5))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cancelled after {100 * build.Done:F1} % of the work: {build.Time.TotalMilliseconds:F1} ms, {100 * build.Share:F2} % of the work"));
        });
        return command;
    }

    private static Command MutantWorker()
    {
        var step = new Argument<int>("step");
        var first = new Argument<int>("first");
        var command = new Command(MutantRunner.WorkerCommand, "Runs broken nets.") { step, first };
        command.Hidden = true;
        command.SetAction(arguments => MutantRunner.Work(arguments.GetValue(step), arguments.GetValue(first), Console.Out));
        return command;
    }

    private static Command NetWorker()
    {
        var path = new Argument<string>("path");
        var first = new Argument<int>("first");
        var command = new Command(NetFuzzer.WorkerCommand, "Runs the nets of a file.") { path, first };
        command.Hidden = true;
        command.SetAction(arguments => Fuzz.Nets.NetWorker.Run(arguments.GetValue(path)!, arguments.GetValue(first), Console.Out));
        return command;
    }

    private static Command Probe()
    {
        var side = new Argument<GuardSide>("side");
        var index = new Argument<int>("index");
        var command = new Command(GuardProbe.Command, "Reads beside guarded memory.") { side, index };
        command.Hidden = true;
        command.SetAction(arguments => GuardProbe.Run(arguments.GetValue(side), arguments.GetValue(index)));
        return command;
    }
}
