using System.Diagnostics;
using CompiledNets.Operators;

namespace CompiledNets.Fuzz.Nets;

/// <summary>Random nets on every instruction set that this processor can be told to use, and the tools behind them.</summary>
public class FuzzedNetTests
{
    private const ulong Seed = 1;
    private const int NetsPerSet = 75;

    public static TheoryData<string> Sets => [.. FuzzedSet.All.Select(set => set.Name)];

    [Theory, MemberData(nameof(Sets))]
    public void CompiledNets_AreAsTheReference_AndStayWithinTheirMemory(string name)
    {
        var index = FuzzedSet.All.TakeWhile(one => one.Name != name).Count();
        var (set, fuzzer) = (FuzzedSet.All[index], new NetFuzzer(FuzzedSet.All[index]));
        var outcome = fuzzer.Run(Seed, index * NetsPerSet, NetsPerSet);
        if (outcome.Failures.Count > 0) Assert.Fail(fuzzer.Shrink(outcome.Failures[0]).Describe(set));
        // A generator whose nets are mostly left out would test nothing.
        Assert.InRange(outcome.Same, NetsPerSet * 9 / 10, NetsPerSet);
    }

    [Fact]
    public void RandomNets_HaveAllOperators()
    {
        var used = Enumerable.Range(0, 2000).SelectMany(index => RandomNet.Of(Choices.Random(Seed, index)).Nodes).Select(node => node.Operator.GetType()).ToHashSet();
        var operators = typeof(Operator).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operator)) && !type.IsAbstract && type.Namespace == typeof(Conv2d).Namespace);
        Assert.Equal([], operators.Except(used));
    }

    [Fact]
    public void ARandomNet_IsTheSameEachTime() =>
        Assert.Equal(DeclarationText.Of(RandomNet.Of(Choices.Random(Seed, 3)), "Net"), DeclarationText.Of(RandomNet.Of(Choices.Random(Seed, 3)), "Net"));

    [Theory]
    [InlineData(GuardSide.Before, -1, false)]
    [InlineData(GuardSide.Before, 0, true)]
    [InlineData(GuardSide.Behind, 9, true)]
    [InlineData(GuardSide.Behind, 10, false)]
    public void AGuardPage_EndsAProcessThatReadsBesideMemory(GuardSide side, int index, bool survives)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { GuardProbe.Command, side.ToString(), index.ToString() }, RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(survives, process.ExitCode == 0);
    }

    [Theory]
    [InlineData(GuardSide.Before, 10)]
    [InlineData(GuardSide.Behind, -1)]
    public unsafe void ACanary_TellsOfAWriteOnTheOtherSide(GuardSide side, int index)
    {
        var memory = new GuardedMemory(side);
        using var block = memory.Floats(10);
        block.Memory.Span.Fill(1);
        Assert.Equal(0, memory.DeadCanaries());
        using var pin = block.Memory.Pin();
        ((float*)pin.Pointer)[index] = 1;
        Assert.InRange(memory.DeadCanaries(), 1, 4);
    }

    [Fact]
    public void AFailure_IsPrintedAsADeclaration()
    {
        var failure = new NetFailure(Choices.Random(Seed, 5), "differs");
        Assert.StartsWith("[CompiledNet]\npublic partial class Reproduction\n", failure.Describe(FuzzedSet.All[0]), StringComparison.Ordinal);
        Assert.Contains("// numbers: ", failure.Describe(FuzzedSet.All[0]));
    }
}
