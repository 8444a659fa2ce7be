using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class ShuffleNetV1Groups1
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ShuffleNetV1.Forward(image, groups: 1);
}

[CompiledNet]
public partial class ShuffleNetV1Groups2
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ShuffleNetV1.Forward(image, groups: 2);
}

[CompiledNet]
public partial class ShuffleNetV1Groups3
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ShuffleNetV1.Forward(image, groups: 3);
}

[CompiledNet]
public partial class ShuffleNetV1Groups4
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ShuffleNetV1.Forward(image, groups: 4);
}

[CompiledNet]
public partial class ShuffleNetV1Groups8
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ShuffleNetV1.Forward(image, groups: 8);
}

[CompiledNet]
public partial class ShuffleNetV2X05
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ShuffleNetV2.X05(image);
}

[CompiledNet]
public partial class ShuffleNetV2X10
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ShuffleNetV2.X10(image);
}

[CompiledNet]
public partial class ShuffleNetV2X15
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ShuffleNetV2.X15(image);
}

[CompiledNet]
public partial class ShuffleNetV2X20
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ShuffleNetV2.X20(image);
}
