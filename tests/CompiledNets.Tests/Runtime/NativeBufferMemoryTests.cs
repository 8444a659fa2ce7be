using CompiledNets.Runtime;

namespace CompiledNets.Tests.Runtime;

/// <summary>Buffers below, at and above the size of large pages, with ends that are worth one and ends that are not.</summary>
public unsafe class NativeBufferMemoryTests
{
    private const int HugePage = 2 * 1024 * 1024;

    private readonly NativeBufferMemory memory = new();

    [Theory, InlineData(1), InlineData(63), InlineData(HugePage - 1), InlineData(HugePage), InlineData(HugePage + 1), InlineData(5 * HugePage / 2), InlineData(3 * HugePage - 7)]
    public void ABuffer_IsZeros_ThatCanAllBeWrittenTo(int bytes)
    {
        var start = memory.Allocate((nuint)bytes);
        Assert.Equal(0u, (nuint)start % (bytes >= HugePage && OperatingSystem.IsLinux() ? HugePage : 64u));
        var span = new Span<byte>(start, bytes);
        Assert.False(span.ContainsAnyExcept((byte)0));
        span.Fill(1);
        memory.Free(start, (nuint)bytes);
        // What was used before is zeros again.
        var again = memory.Allocate((nuint)bytes);
        Assert.False(new Span<byte>(again, bytes).ContainsAnyExcept((byte)0));
        memory.Free(again, (nuint)bytes);
    }

    [Fact]
    public void WhatIsFreed_GoesBackToTheSystem()
    {
        const int bytes = 64 * HugePage;
        for (var i = 0; i < 300; i++)
        {
            var start = (byte*)memory.Allocate(bytes);
            start[0] = start[bytes - 1] = 1;
            memory.Free(start, bytes);
        }
        // 37 GB would have been mapped by now.
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        Assert.InRange(process.WorkingSet64, 0, 4L << 30);
    }

    [Fact]
    public void WhatTheSystemRefuses_IsNull()
    {
        Assert.True(LinuxMemory.Map(nuint.MaxValue / 4 & ~(nuint)(HugePage - 1), HugePage) is null);
        // Advice on memory that is none changes nothing.
        LinuxMemory.Populate(null, HugePage);
        LinuxMemory.PreferHugePages(null, HugePage);
    }
}
