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

[CompiledNet]
public partial class MobileFaceNetAt90x75
{
    static Tensor Forward([Shape(3, 90, 75)] Tensor image) => MobileFaceNet.Forward(
        image, features: 20, [(2, 48, 2, 2), (4, 72, 2, 2), (2, 72, 1, 1)]);
}

[CompiledNet]
public partial class ShallowMobileNetV1
{
    static Tensor Forward([Shape(3, 41, 58)] Tensor image) =>
        MobileNetV1.Forward(image, alpha: 0.4, classes: 10, [(64, 1), (128, 2), (200, 1), (256, 2)]);
}

[CompiledNet]
public partial class ShallowMobileNetV2
{
    static Tensor Forward([Shape(3, 41, 58)] Tensor image) =>
        MobileNetV2.Forward(image, width: 0.6, classes: 10, [(1, 16, 1, 1), (4, 24, 2, 2), (3, 40, 2, 2)]);
}

[CompiledNet]
public partial class ShallowMobileNetV3
{
    static Tensor Forward([Shape(3, 41, 58)] Tensor image) => MobileNetV3.Net(
        image, [new(3, 16, 16, true, false, 2), new(5, 64, 24, true, true, 2), new(5, 72, 24, false, true, 1)], hidden: 100, width: 0.75,
        classes: 10);
}

[CompiledNet]
public partial class ShallowMnasNet
{
    static Tensor Forward([Shape(3, 41, 58)] Tensor image) =>
        MnasNet.Forward(image, alpha: 0.75, classes: 10, [(3, 3, 24, 2, 2), (5, 3, 40, 2, 2)]);
}

[CompiledNet]
public partial class ShallowGhostNet
{
    static Tensor Forward([Shape(3, 41, 58)] Tensor image) => GhostNet.Net(
        image, [[new(3, 16, 16, false, 1)], [new(3, 48, 22, false, 2), new(5, 70, 38, true, 2)]], expanded: 120, width: 1.1, classes: 10);
}

public class ShallowMobileNetV1Tests : AgreementTests<ShallowMobileNetV1>;

public class ShallowMobileNetV2Tests : AgreementTests<ShallowMobileNetV2>;

public class ShallowMobileNetV3Tests : AgreementTests<ShallowMobileNetV3>;

public class ShallowMnasNetTests : AgreementTests<ShallowMnasNet>;

public class ShallowGhostNetTests : AgreementTests<ShallowGhostNet>;

public class MobileFaceNetAt90x75Tests : AgreementTests<MobileFaceNetAt90x75>;

public class MobileNetV1Alpha075At96x64Tests : AgreementTests<MobileNetV1Alpha075At96x64>;

public class MobileNetV2Width035At96x64Tests : AgreementTests<MobileNetV2Width035At96x64>;

public class MobileNetV3LargeWidth075At96x64Tests : AgreementTests<MobileNetV3LargeWidth075At96x64>;

public class MnasNetAlpha05At64x96Tests : AgreementTests<MnasNetAlpha05At64x96>;

public class GhostNetAt64Tests : AgreementTests<GhostNetAt64>;

public class MobileParameterCountTests
{
    [Theory]
    [InlineData(0.5, 2_218_512)]
    [InlineData(0.75, 3_170_208)]
    [InlineData(1.3, 6_282_256)]
    public void MnasNet_HasTheParametersOfTorchvision(double alpha, long expected) =>
        Assert.Equal(expected, ParameterCount.Of(x => MnasNet.Forward(x, alpha)));

    // What timm tells of its networks in millions.
    [Theory]
    [InlineData(0.35, 1.68)]
    [InlineData(0.5, 1.97)]
    [InlineData(0.75, 2.64)]
    [InlineData(1.4, 6.11)]
    public void MobileNetV2OfOtherWidths_HasTheParametersOfTimm(double width, double millions) =>
        Assert.Equal(millions, ParameterCount.Millions(x => MobileNetV2.Forward(x, width)), ParameterCount.Rounding);

    [Theory]
    [InlineData(0.5, 2.59)]
    [InlineData(1.3, 7.36)]
    public void GhostNetOfOtherWidths_HasTheParametersOfTimm(double width, double millions) =>
        Assert.Equal(millions, ParameterCount.Millions(x => GhostNet.Forward(x, width)), ParameterCount.Rounding);

    [Fact]
    public void MobileNetV1OfWidth125_HasTheParametersOfTimm() =>
        Assert.Equal(6.27, ParameterCount.Millions(x => MobileNetV1.Timm(x, 1.25)), ParameterCount.Rounding);

    [Fact]
    public void GhostNet_HasTheCostOfThePaper()
    {
        var graph = Graph.Trace(x => GhostNet.Forward(x), new TensorShape(1, 3, 224, 224));
        Assert.Equal(5.2, graph.ParameterCount / 1e6, tolerance: 0.05);
        Assert.Equal(141, graph.MultiplyAdds / 1e6, tolerance: 1);
    }
}
