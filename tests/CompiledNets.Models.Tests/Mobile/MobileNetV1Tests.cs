namespace CompiledNets.Models.Tests.Mobile;

[CompiledNet]
public partial class MobileNetV1Alpha025At224
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => MobileNetV1.Forward(image, alpha: 0.25);
}

[CompiledNet]
public partial class MobileNetV1Alpha05At128
{
    static Tensor Forward([Shape(3, 128, 128)] Tensor image) => MobileNetV1.Forward(image, alpha: 0.5);
}

[CompiledNet]
public partial class MobileNetV1At224
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => MobileNetV1.Forward(image);
}

[CompiledNet]
public partial class MobileNetV1At64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => MobileNetV1.Forward(image);
}

[CompiledNet]
public partial class MobileNetV1TimmAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => MobileNetV1.Timm(image);
}

public class MobileNetV1Alpha025At224Tests() : GoldenTests<MobileNetV1Alpha025At224>("mobilenet_v1_0_25_224x224");

public class MobileNetV1Alpha05At128Tests() : GoldenTests<MobileNetV1Alpha05At128>("mobilenet_v1_0_5_128x128");

public class MobileNetV1At224Tests() : GoldenTests<MobileNetV1At224>("mobilenet_v1_1_0_224_224x224");

public class MobileNetV1At64Tests() : GoldenTests<MobileNetV1At64>("mobilenet_v1_1_0_64x64");

public class MobileNetV1TimmAt64Tests() : GoldenTests<MobileNetV1TimmAt64>("mobilenetv1_100_64x64");
