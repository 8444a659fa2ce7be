namespace CompiledNets.Models.Tests.Mobile;

[CompiledNet]
public partial class MobileNetV3SmallAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => MobileNetV3.Small(image);
}

[CompiledNet]
public partial class MobileNetV3SmallAt224
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => MobileNetV3.Small(image);
}

[CompiledNet]
public partial class MobileNetV3LargeAt64
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor image) => MobileNetV3.Large(image);
}

public class MobileNetV3SmallAt64Tests() : GoldenTests<MobileNetV3SmallAt64>("mobilenet_v3_small_64x64");

public class MobileNetV3SmallAt224Tests() : GoldenTests<MobileNetV3SmallAt224>("mobilenet_v3_small_224x224");

public class MobileNetV3LargeAt64Tests() : GoldenTests<MobileNetV3LargeAt64>("mobilenet_v3_large_64x64");
