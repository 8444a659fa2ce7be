namespace CompiledNets.Models.Tests.Mobile;

[CompiledNet]
public partial class MobileNetV1Alpha075At96x64
{
    static Tensor Forward([Shape(3, 96, 64)] Tensor image) => MobileNetV1.Forward(image, alpha: 0.75, classes: 10);
}

[CompiledNet]
public partial class MobileNetV2Width035At96x64
{
    static Tensor Forward([Shape(3, 96, 64)] Tensor image) => MobileNetV2.Forward(image, width: 0.35, classes: 10);
}

[CompiledNet]
public partial class MobileNetV3LargeWidth075At96x64
{
    static Tensor Forward([Shape(3, 96, 64)] Tensor image) => MobileNetV3.Large(image, width: 0.75, classes: 10);
}

[CompiledNet]
public partial class MnasNetAlpha05At64x96
{
    static Tensor Forward([Shape(3, 64, 96)] Tensor image) => MnasNet.Forward(image, alpha: 0.5, classes: 10);
}

[CompiledNet]
public partial class GhostNetAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => GhostNet.Forward(image);
}

public class MobileNetV1Alpha075At96x64Tests : EagerAgreementTests<MobileNetV1Alpha075At96x64>;

public class MobileNetV2Width035At96x64Tests : EagerAgreementTests<MobileNetV2Width035At96x64>;

public class MobileNetV3LargeWidth075At96x64Tests : EagerAgreementTests<MobileNetV3LargeWidth075At96x64>;

public class MnasNetAlpha05At64x96Tests : EagerAgreementTests<MnasNetAlpha05At64x96>;

public class GhostNetAt64Tests : EagerAgreementTests<GhostNetAt64>;

public class MobileParameterCountTests
{
    [Theory]
    [InlineData(0.5, 2_218_512)]
    [InlineData(0.75, 3_170_208)]
    [InlineData(1.3, 6_282_256)]
    public void MnasNet_HasTheParametersOfTorchvision(double alpha, long expected) =>
        Assert.Equal(expected, Graph.Trace(x => MnasNet.Forward(x, alpha), new TensorShape(1, 3, 224, 224)).ParameterCount);

    [Fact]
    public void GhostNet_HasTheCostOfThePaper()
    {
        var graph = Graph.Trace(x => GhostNet.Forward(x), new TensorShape(1, 3, 224, 224));
        Assert.Equal(5.2, graph.ParameterCount / 1e6, tolerance: 0.05);
        Assert.Equal(141, graph.MultiplyAdds / 1e6, tolerance: 1);
    }
}
