namespace CompiledNets.Models.Tests.Shuffle;

[CompiledNet]
public partial class ShuffleNetV1Groups4Scale05At64x96
{
    static Tensor Forward([Shape(3, 64, 96)] Tensor image) => ShuffleNetV1.Forward(image, groups: 4, scale: 0.5, classes: 10);
}

[CompiledNet]
public partial class ShuffleNetV2X15At96x64
{
    static Tensor Forward([Shape(3, 96, 64)] Tensor image) => ShuffleNetV2.X15(image, classes: 10);
}

[CompiledNet]
public partial class ShuffleNetV1Groups8Scale025At75x45
{
    static Tensor Forward([Shape(3, 75, 45)] Tensor image) => ShuffleNetV1.Forward(
        image, groups: 8, scale: 0.25, classes: 10, repeats: [1, 2, 2]);
}

[CompiledNet]
public partial class NarrowShuffleNetV2At45x77
{
    static Tensor Forward([Shape(3, 45, 77)] Tensor image) => ShuffleNetV2.Forward(
        image, channels: 36, features: 50, classes: 10, repeats: [2, 1, 3]);
}

public class ShuffleNetV1Groups8Scale025At75x45Tests : AgreementTests<ShuffleNetV1Groups8Scale025At75x45>;

public class NarrowShuffleNetV2At45x77Tests : AgreementTests<NarrowShuffleNetV2At45x77>;

public class ShuffleNetV1Groups4Scale05At64x96Tests : AgreementTests<ShuffleNetV1Groups4Scale05At64x96>;

public class ShuffleNetV2X15At96x64Tests : AgreementTests<ShuffleNetV2X15At96x64>;

public class ShuffleNetV2ParameterCountTests
{
    [Fact]
    public void X15_HasTheParametersOfTorchvision() =>
        Assert.Equal(3_503_624, ParameterCount.Of(x => ShuffleNetV2.X15(x)));

    [Fact]
    public void X20_HasTheParametersOfTorchvision() =>
        Assert.Equal(7_393_996, ParameterCount.Of(x => ShuffleNetV2.X20(x)));
}
