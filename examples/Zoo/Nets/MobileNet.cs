using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class MobileNetV1Alpha025
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MobileNetV1.Forward(image, alpha: 0.25);
}

[CompiledNet]
public partial class MobileNetV1Alpha05
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MobileNetV1.Forward(image, alpha: 0.5);
}

[CompiledNet]
public partial class MobileNetV1Alpha075
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MobileNetV1.Forward(image, alpha: 0.75);
}

[CompiledNet]
public partial class MobileNetV1
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MobileNetV1.Forward(image);
}

[CompiledNet]
public partial class MobileNetV1OfTimm
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MobileNetV1.Timm(image);
}

[CompiledNet]
public partial class MobileNetV2Width05
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MobileNetV2.Forward(image, width: 0.5);
}

[CompiledNet]
public partial class MobileNetV2
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MobileNetV2.Forward(image);
}

[CompiledNet]
public partial class MobileNetV2Width14
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MobileNetV2.Forward(image, width: 1.4);
}

[CompiledNet]
public partial class MobileNetV3Small
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MobileNetV3.Small(image);
}

[CompiledNet]
public partial class MobileNetV3Large
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MobileNetV3.Large(image);
}

[CompiledNet]
public partial class MobileFaceNet
{
    static Tensor Forward([Shape(3, 112, 112)] Tensor image) => Models.MobileFaceNet.Forward(image);
}
