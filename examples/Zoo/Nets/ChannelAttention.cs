using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class ECAResNet50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.EfficientChannelAttention.ResNet50(image);
}

[CompiledNet]
public partial class ECAResNet50D
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.EfficientChannelAttention.ResNet50D(image);
}

[CompiledNet]
public partial class CbamResNet50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Cbam.ResNet50(image);
}
