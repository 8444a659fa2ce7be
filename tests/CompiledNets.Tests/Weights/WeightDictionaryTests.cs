namespace CompiledNets.Tests;

public class WeightDictionaryTests
{
    private static readonly Parameter Bias = new("fc.bias", new TensorShape(2), ParameterKind.Bias);

    [Fact]
    public void Read_GivesWhatWasAdded()
    {
        var values = new float[2];
        var weights = new WeightDictionary().Add("fc.bias", new TensorShape(2), 3, 4);
        weights.Verify([Bias]);
        weights.Read(Bias, values);
        Assert.Equal([3, 4], values);
    }

    [Fact]
    public void Verify_NamesEveryTensorThatDoesNotFit()
    {
        var weights = new WeightDictionary().Add("fc.bias", new TensorShape(3), 1, 2, 3).Add("old", new TensorShape(1), 0);
        var weight = new Parameter("fc.weight", new TensorShape(2, 5), ParameterKind.Weight);
        var exception = Assert.Throws<WeightException>(() => weights.Verify([Bias, weight]));
        Assert.Equal(
            "tensor 'fc.bias' is 3, expected 2; tensor 'fc.weight' is missing, expected 2×5; tensor 'old' (1) is not used by the network",
            exception.Message);
    }

    [Fact]
    public void Verify_ListsTheFirstEight()
    {
        var parameters = Enumerable.Range(0, 20).Select(i => new Parameter($"fc{i}.bias", new TensorShape(1), ParameterKind.Bias)).ToList();
        var exception = Assert.Throws<WeightException>(() => new WeightDictionary().Verify(parameters));
        Assert.Contains("'fc7.bias'", exception.Message);
        Assert.DoesNotContain("'fc8.bias'", exception.Message);
        Assert.EndsWith("; and 12 more", exception.Message);
    }

    [Fact]
    public void AllowExtra_AcceptsTensorsThatAreNotUsed() =>
        new WeightDictionary(new WeightOptions { AllowExtra = true })
            .Add("fc.bias", new TensorShape(2), 1, 2)
            .Add("old", new TensorShape(1), 0)
            .Verify([Bias]);

    [Fact]
    public void StepCounters_AreNotExtra() =>
        new WeightDictionary().Add("fc.bias", new TensorShape(2), 1, 2).Add("bn.num_batches_tracked", new TensorShape(1), 7).Verify([Bias]);

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void RejectNonFinite_NamesTheElement(float value, string text)
    {
        var weights = new WeightDictionary(new WeightOptions { RejectNonFinite = true }).Add("fc.bias", new TensorShape(2), 1, value);
        var exception = Assert.Throws<WeightException>(() => weights.Verify([Bias]));
        Assert.Equal($"element 1 of tensor 'fc.bias' is {text}, expected a finite number", exception.Message);
    }

    [Fact]
    public void Read_OfAMissingTensor_IsRefused()
    {
        var exception = Assert.Throws<WeightException>(() => new WeightDictionary().Read(Bias, new float[2]));
        Assert.Equal("tensor 'fc.bias' is missing, expected 2", exception.Message);
    }

    [Fact]
    public void Add_RefusesDataOfAnotherLengthAndAKeyTwice()
    {
        Assert.Throws<ArgumentException>(() => new WeightDictionary().Add("a", new TensorShape(2), 1));
        Assert.Throws<ArgumentException>(() => new WeightDictionary().Add("a", new TensorShape(1), 1).Add("a", new TensorShape(1), 1));
    }
}
