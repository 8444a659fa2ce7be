using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Tests.Planning;

public class ArenaTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void RegionsThatLiveAtTheSameTime_DoNotOverlap(int seed)
    {
        var random = new Random(seed);
        var regions = Enumerable.Range(0, 80).Select(_ => Region(random.Next(1, 5), random.Next(1, 9), random.Next(-1, 30), random.Next(0, 12))).ToList();
        var length = ArenaAllocator.Allocate(regions, TestContext.Current.CancellationToken);
        foreach (var (a, b) in Pairs(regions).Where(pair => LiveTogether(pair.Item1, pair.Item2)))
            Assert.True(End(a) <= Start(b) || End(b) <= Start(a), $"{Start(a)}..{End(a)} and {Start(b)}..{End(b)} overlap in steps {a.FirstStep}..{a.LastStep} and {b.FirstStep}..{b.LastStep}");
        Assert.Equal(length, regions.Max(End));
        Assert.All(regions, region => Assert.Equal(0, Start(region) % 16));
        // At least what lives at once is needed; a greedy placement needs little more.
        var least = Enumerable.Range(-1, 43).Max(step => regions.Where(region => region.FirstStep <= step && step <= region.LastStep).Sum(region => region.Length));
        Assert.InRange(length, least, 1.3 * least);
    }

    [Fact]
    public void AChainOfLayers_NeedsTwoPlaces()
    {
        var regions = Enumerable.Range(0, 20).Select(step => Region(2, 3, step, 1)).ToList();
        Assert.Equal(2 * regions[0].Length, ArenaAllocator.Allocate(regions, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void BuffersOfARegion_LieOneBehindTheOther()
    {
        var (a, b, c) = (Buffer(2, 3), Buffer(1, 3), Buffer(3, 3));
        a.Region.Append(b.Region);
        a.Region.Append(c.Region);
        (a.Region.FirstStep, a.Region.LastStep) = (0, 4);
        ArenaAllocator.Allocate([a.Region], TestContext.Current.CancellationToken);
        Assert.Equal((a.Offset + a.Length, a.Offset + a.Length + b.Length), (b.Offset, c.Offset));
    }

    [Fact]
    public void ARegionThatNobodyTouches_TakesNoPlace() =>
        Assert.Equal(0, ArenaAllocator.Allocate([Buffer(2, 3).Region], TestContext.Current.CancellationToken));

    [Fact]
    public void ABorder_IsTheLargestOfAllThatWasAskedFor()
    {
        var (a, b) = (Buffer(1, 5), Buffer(2, 5));
        a.Border.Require((1, 0, 0, 2));
        b.Border.Require((0, 3, 0, 1));
        ArenaBuffer.ShareBorder(a, b);
        b.Border.Require((0, 0, 4, 0));
        Assert.Equal(new Padding(1, 3, 4, 2), a.Padding);
        Assert.Equal(a.Padding, b.Padding);
        Assert.Equal(10 * 10 * 16, a.Plane);
    }

    private static ArenaBuffer Buffer(int blocks, int size) => new(blocks, size, size, 16);

    private static ArenaRegion Region(int blocks, int size, int first, int steps)
    {
        var region = Buffer(blocks, size).Region;
        (region.FirstStep, region.LastStep) = (first, first + steps);
        return region;
    }

    private static int Start(ArenaRegion region) => region.Buffers[0].Offset;

    private static int End(ArenaRegion region) => Start(region) + region.Length;

    private static bool LiveTogether(ArenaRegion a, ArenaRegion b) => a.FirstStep <= b.LastStep && b.FirstStep <= a.LastStep;

    private static IEnumerable<(ArenaRegion, ArenaRegion)> Pairs(List<ArenaRegion> regions) =>
        regions.SelectMany((a, i) => regions.Skip(i + 1).Select(b => (a, b)));
}
