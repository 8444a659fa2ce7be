using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class GCResNet50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.GlobalContext.ResNet50(image);
}

[CompiledNet]
public partial class GCResNet33ts
{
    static Tensor Forward([Shape(3, 256, 256)] Tensor image) => Models.GlobalContext.ResNet33ts(image);
}

[CompiledNet]
public partial class GCResNet50t
{
    static Tensor Forward([Shape(3, 256, 256)] Tensor image) => Models.GlobalContext.ResNet50t(image);
}
