extern alias Runtime;

using CsCheck;

namespace CompiledNets.Fuzz.Files;

/// <summary>Weight files that may come from anyone.</summary>
public class FuzzedFileTests
{
    private const ulong Seed = 1;
    private const int Files = 10_000;
    private const int PackedFiles = 2_000;

    // Were nearly all files accepted, or refused at the first byte, little would be tested.
    [Fact]
    public void AnyFile_IsReadOrRefused() => Assert.InRange(FileFuzzer.Run(Seed, Files), Files / 20, Files / 2);

    [Fact]
    public void AnyPackedFile_GivesItsNumbersOrIsRefused() => Assert.InRange(PackedFileFuzzer.Run(Seed, PackedFiles), PackedFiles / 20, PackedFiles / 2);

    [Fact]
    public void Files_AreRefusedInManyWays()
    {
        var refusals = new HashSet<string>();
        for (var i = 0; i < Files; i++)
        {
            try
            {
                Runtime::CompiledNets.SafeTensors.Parse(FileGenerator.Files.Generate(new PCG((uint)i, Seed), null, out _).AsMemory()).Dispose();
            }
            catch (Runtime::CompiledNets.WeightException exception)
            {
                refusals.Add(string.Concat(exception.Message.Where(letter => !char.IsDigit(letter)).Take(30)));
            }
        }
        Assert.InRange(refusals.Count, 20, int.MaxValue);
    }

    [Fact]
    public void APropertyThatDoesNotHold_IsReportedWithItsSmallestValue()
    {
        var exception = Assert.Throws<CsCheckException>(() => Property.Check(Gen.Int[0, 1000], Seed, 1000, value => Assert.True(value < 500), value => $"<{value}>", shrinkingIterations: 200_000));
        Assert.Contains("<500>", exception.Message);
    }
}
