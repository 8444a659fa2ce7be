using CompiledNets.Generator.Passes;
using CompiledNets.Generator.Tests.Testing;

namespace CompiledNets.Generator.Tests.Passes;

public class MergePaddingTests
{
    [Fact]
    public void Zeros_BecomePartOfTheConvolution() =>
        Assert.Equal("Conv2d(0) 3×3, padding 1 | -> 1", GraphLines.Of(MergePadding.Run, x => x.Pad(1).Conv2d("c", 4, 3), 1, 6, 4, 5));

    [Fact]
    public void Sides_AreAddedOneByOne() => Assert.Equal(
        "Conv2d(0) 3×3, padding (1, 3, 2, 6) | -> 1",
        GraphLines.Of(MergePadding.Run, x => x.Pad((1, 2, 0, 3)).Conv2d("c", 4, 3, padding: (0, 1, 2, 3)), 1, 6, 4, 5));

    [Fact]
    public void OtherValues_Stay() =>
        Assert.Equal("Pad(0) 1 with 0.5 | Conv2d(1) 3×3 | -> 2", GraphLines.Of(MergePadding.Run, x => x.Pad(1, 0.5).Conv2d("c", 4, 3), 1, 6, 4, 5));

    [Fact]
    public void OtherReaders_KeepThePadding() => Assert.Equal(
        "Pad(0) 1 with 0 | Conv2d(0) 3×3, padding 1 | MaxPool2d(1) 3×3, stride 1×1 | Add(2, 3) | -> 4",
        GraphLines.Of(
            MergePadding.Run,
            x =>
            {
                var padded = x.Pad(1);
                return padded.Conv2d("c", 6, 3) + padded.MaxPool2d(3, 1);
            },
            1, 6, 4, 5));

    [Fact]
    public void WhatPools_StaysPadded() =>
        Assert.Equal("Pad(0) 1 with 0 | MaxPool2d(1) 3×3, stride 3×3 | -> 2", GraphLines.Of(MergePadding.Run, x => x.Pad(1).MaxPool2d(3), 1, 6, 4, 5));
}
