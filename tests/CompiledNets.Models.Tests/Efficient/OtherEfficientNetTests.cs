namespace CompiledNets.Models.Tests.Efficient;

[CompiledNet]
public partial class EfficientNetB1At64x96
{
    static Tensor Forward([Shape(3, 64, 96)] Tensor image) => EfficientNet.B1(image, classes: 10);
}

[CompiledNet]
public partial class EfficientNetB0TensorFlowAt65x50
{
    static Tensor Forward([Shape(3, 65, 50)] Tensor image) => EfficientNet.TensorFlow(image, 0, classes: 10);
}

[CompiledNet]
public partial class MixNetMAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => MixNet.M(image, classes: 10);
}

public class EfficientNetB1At64x96Tests : EagerAgreementTests<EfficientNetB1At64x96>;

public class EfficientNetB0TensorFlowAt65x50Tests : EagerAgreementTests<EfficientNetB0TensorFlowAt65x50>;

public class MixNetMAt64Tests : EagerAgreementTests<MixNetMAt64>;

public class EfficientNetParameterCountTests
{
    [Theory]
    [InlineData(1, 7_794_184)]
    [InlineData(2, 9_109_994)]
    [InlineData(4, 19_341_616)]
    [InlineData(5, 30_389_784)]
    [InlineData(6, 43_040_704)]
    [InlineData(7, 66_347_960)]
    public void EfficientNet_HasTheParametersOfTorchvision(int size, long expected)
    {
        var shape = new TensorShape(1, 3, 224, 224);
        Assert.Equal(expected, Graph.Trace(x => EfficientNetOf(size, x), shape).ParameterCount);
        Assert.Equal(expected, Graph.Trace(x => EfficientNet.TensorFlow(x, size), shape).ParameterCount);
    }

    [Fact]
    public void MixNetM_HasTheParametersOfTimm() =>
        Assert.Equal(5_014_382, Graph.Trace(x => MixNet.M(x), new TensorShape(1, 3, 224, 224)).ParameterCount);

    private static Tensor EfficientNetOf(int size, Tensor x) => size switch
    {
        1 => EfficientNet.B1(x),
        2 => EfficientNet.B2(x),
        4 => EfficientNet.B4(x),
        5 => EfficientNet.B5(x),
        6 => EfficientNet.B6(x),
        _ => EfficientNet.B7(x),
    };
}
