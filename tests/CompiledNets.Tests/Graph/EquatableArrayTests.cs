namespace CompiledNets.Tests;

public class EquatableArrayTests
{
    [Fact]
    public void ACollectionExpression_KeepsItsElements()
    {
        EquatableArray<int> array = [1, 2, 3];
        Assert.Equal(new EquatableArray<int>(Enumerable.Range(1, 3)), array);
        Assert.Equal(3, array.Count);
    }

    [Fact]
    public void AddAndWith_LeaveTheOriginalAlone()
    {
        EquatableArray<int> array = [1, 2];
        Assert.Equal([1, 2, 3], array.Add(3));
        Assert.Equal([7, 2], array.With(0, 7));
        Assert.Equal([1, 2], array);
    }

    [Fact]
    public void Equality_IsThatOfTheElementsInTheirOrder()
    {
        EquatableArray<int> array = [1, 2], same = [1, 2], reversed = [2, 1], longer = [1, 2, 3];
        Assert.True(array == same);
        Assert.Equal(array.GetHashCode(), same.GetHashCode());
        Assert.True(array != reversed);
        Assert.True(array != longer);
        Assert.True(default(EquatableArray<int>) == EquatableArray<int>.Empty);
    }
}
