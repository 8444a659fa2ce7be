using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class EfficientNetB0
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.EfficientNet.B0(image);
}

[CompiledNet]
public partial class EfficientNetB1
{
    static Tensor Forward([Shape(3, 240, 240)] Tensor image) => Models.EfficientNet.B1(image);
}

[CompiledNet]
public partial class EfficientNetB2
{
    static Tensor Forward([Shape(3, 260, 260)] Tensor image) => Models.EfficientNet.B2(image);
}

[CompiledNet]
public partial class EfficientNetB3
{
    static Tensor Forward([Shape(3, 300, 300)] Tensor image) => Models.EfficientNet.B3(image);
}

[CompiledNet]
public partial class EfficientNetB4
{
    static Tensor Forward([Shape(3, 380, 380)] Tensor image) => Models.EfficientNet.B4(image);
}

[CompiledNet]
public partial class EfficientNetB5
{
    static Tensor Forward([Shape(3, 456, 456)] Tensor image) => Models.EfficientNet.B5(image);
}

[CompiledNet]
public partial class EfficientNetB6
{
    static Tensor Forward([Shape(3, 528, 528)] Tensor image) => Models.EfficientNet.B6(image);
}

[CompiledNet]
public partial class EfficientNetB7
{
    static Tensor Forward([Shape(3, 600, 600)] Tensor image) => Models.EfficientNet.B7(image);
}

[CompiledNet]
public partial class EfficientNetB0OfTensorFlow
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.EfficientNet.TensorFlow(image, 0);
}

[CompiledNet]
public partial class EfficientNetV2S
{
    static Tensor Forward([Shape(3, 384, 384)] Tensor image) => Models.EfficientNet.V2S(image);
}

[CompiledNet]
public partial class EfficientNetV2M
{
    static Tensor Forward([Shape(3, 480, 480)] Tensor image) => Models.EfficientNet.V2M(image);
}

[CompiledNet]
public partial class EfficientNetV2L
{
    static Tensor Forward([Shape(3, 480, 480)] Tensor image) => Models.EfficientNet.V2L(image);
}
