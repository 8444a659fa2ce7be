namespace CompiledNets.Models.Tests.Mobile;

[CompiledNet]
public partial class MobileNetV2At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => MobileNetV2.Forward(image);
}

[CompiledNet]
public partial class MobileNetV2At224
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => MobileNetV2.Forward(image);
}

public class MobileNetV2At64Tests() : GoldenTests<MobileNetV2At64>("mobilenet_v2_64x64");

public class MobileNetV2At224Tests() : GoldenTests<MobileNetV2At224>("mobilenet_v2_224x224");
