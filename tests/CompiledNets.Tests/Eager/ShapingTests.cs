namespace CompiledNets.Tests;

/// <summary>The operators that only move elements.</summary>
public class ShapingTests
{
    private static readonly TensorShape Shape = new(2, 4, 2, 3);

    [Fact]
    public void ChannelShuffle_DealsTheChannelsOut()
    {
        var output = EagerCase.Run(x => x.ChannelShuffle(2), new TensorShape(2, 6, 1, 1), EagerCase.Counted(new TensorShape(12)));
        Assert.Equal([0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11], output);
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(2, 0, 1)]
    [InlineData(3, 1, 2)]
    [InlineData(-1, 0, 3)]
    public void Narrow_TakesElementsAlongTheDimension(int dim, int start, int length)
    {
        var axis = dim < 0 ? dim + 4 : dim;
        var expected = EagerCase.Counted(Shape).Where(i => Position((int)i, axis) is var p && p >= start && p < start + length);
        Assert.Equal(
            expected.Select(value => (double)value), EagerCase.Run(x => x.Narrow(dim, start, length), Shape, EagerCase.Counted(Shape)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Concat_PutsSplitPartsTogetherAgain(int dim) =>
        Assert.Equal(
            EagerCase.Counted(Shape).Select(value => (double)value),
            EagerCase.Run(x => Tensor.Concat(x.Split([1, Shape[dim] - 1], dim), dim), Shape, EagerCase.Counted(Shape)));

    [Fact]
    public void Concat_KeepsTheImagesOfABatchApart()
    {
        var output = EagerCase.Run(x => Tensor.Concat(x, x * 10), new TensorShape(2, 2), 1, 2, 3, 4);
        Assert.Equal([1, 2, 10, 20, 3, 4, 30, 40], output);
    }

    [Fact]
    public void Slices_CutEveryDimension()
    {
        var output = EagerCase.Run(x => x[.., 1..3, ^1.., ..2], Shape, EagerCase.Counted(Shape));
        Assert.Equal([9, 10, 15, 16, 33, 34, 39, 40], output);
    }

    [Fact]
    public void Flatten_AndDropout_ChangeNoElement()
    {
        var output = Eager.Run(x => x.Dropout(0.9).Flatten(2), new WeightDictionary(), Shape, EagerCase.Counted(Shape));
        Assert.Equal(new TensorShape(2, 4, 6), output.Shape);
        Assert.Equal(EagerCase.Counted(Shape).Select(value => (double)value), output.ToArray());
    }

    [Fact]
    public void Pad_SurroundsEveryPlane()
    {
        var output = Eager.Run(x => x.Pad((1, 0, 0, 2), value: 9), new WeightDictionary(), new TensorShape(1, 2, 1, 2), [1, 2, 3, 4]);
        Assert.Equal(new TensorShape(1, 2, 2, 4), output.Shape);
        Assert.Equal([9, 9, 9, 9, 1, 2, 9, 9, 9, 9, 9, 9, 3, 4, 9, 9], output.ToArray());
    }

    private static int Position(int index, int axis) =>
        index / Shape.Skip(axis + 1).Aggregate(1, (product, size) => product * size) % Shape[axis];
}
