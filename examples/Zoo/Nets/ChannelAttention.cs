using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class ECAResNet50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.ResNet50(image, style: Models.ResNetStyle.Torchvision with
    {
        Attention = (branch, name) => Models.EfficientChannelAttention.Module(branch, $"{name}.se"),
    });
}

[CompiledNet]
public partial class CbamResNet50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.ResNet50(image, style: Models.ResNetStyle.Torchvision with
    {
        Attention = (branch, name) => Models.Cbam.Module(branch, $"{name}.se", squeeze: branch.Channels / 16),
    });
}
