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

[CompiledNet]
public partial class SmallEfficientNetV2TensorFlow
{
    static Tensor Forward([Shape(3, 51, 38)] Tensor image) => EfficientNet.V2(
        image, [new(true, 1, 1, 24, 2), new(true, 4, 2, 20, 2), new(false, 4, 2, 36, 2)], classes: 10, tensorFlow: true);
}

[CompiledNet]
public partial class ShallowMixNetTensorFlow
{
    static Tensor Forward([Shape(3, 45, 62)] Tensor image) => MixNet.Net(
        image, [[new([3, 5], 2, 2, 2, 6, 24, 0)], [new([3, 5, 7], 1, 1, 2, 6, 40, 0.5), new([3, 9], 2, 2, 1, 3, 40, 0.5)]], stem: 20,
        width: 0.8, classes: 10, tensorFlow: true);
}

public class SmallEfficientNetV2TensorFlowTests : AgreementTests<SmallEfficientNetV2TensorFlow>;

public class ShallowMixNetTensorFlowTests : AgreementTests<ShallowMixNetTensorFlow>;

public class EfficientNetB1At64x96Tests : AgreementTests<EfficientNetB1At64x96>;

public class EfficientNetB0TensorFlowAt65x50Tests : AgreementTests<EfficientNetB0TensorFlowAt65x50>;

public class MixNetMAt64Tests : AgreementTests<MixNetMAt64>;

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
        Assert.Equal(expected, ParameterCount.Of(x => EfficientNetOf(size, x)));
        Assert.Equal(expected, ParameterCount.Of(x => EfficientNet.TensorFlow(x, size)));
    }

    [Fact]
    public void EfficientNetV2_HasTheParametersOfTorchvision()
    {
        Assert.Equal(54_139_356, ParameterCount.Of(x => EfficientNet.V2M(x)));
        Assert.Equal(118_515_272, ParameterCount.Of(x => EfficientNet.V2L(x)));
        Assert.Equal(21_458_488, ParameterCount.Of(x => EfficientNet.V2S(x, tensorFlow: true)));
    }

    [Fact]
    public void EfficientNetV2TensorFlow_HasTheKeysOfTimm()
    {
        var graph = Graph.Trace(x => EfficientNet.V2S(x, tensorFlow: true), new TensorShape(1, 3, 224, 224));
        var keys = graph.Parameters.Select(parameter => parameter.Key).ToList();
        Assert.Equal("conv_stem.weight", keys[0]);
        Assert.Equal("classifier.bias", keys[^1]);
        string[] expected =
        [
            "blocks.0.1.conv.weight", "blocks.0.1.bn1.weight", "blocks.1.0.conv_exp.weight", "blocks.1.0.bn1.bias",
            "blocks.1.0.conv_pwl.weight", "blocks.1.0.bn2.running_var", "blocks.3.0.conv_pw.weight",
            "blocks.3.0.conv_dw.weight", "blocks.3.0.se.conv_reduce.bias",
            "blocks.3.0.se.conv_expand.weight", "blocks.3.0.conv_pwl.weight", "blocks.3.0.bn3.weight", "conv_head.weight", "bn2.weight",
        ];
        Assert.All(expected, key => Assert.Contains(key, keys));
    }

    [Fact]
    public void MixNetM_HasTheParametersOfTimm() =>
        Assert.Equal(5_014_382, ParameterCount.Of(x => MixNet.M(x)));

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
