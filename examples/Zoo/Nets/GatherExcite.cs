using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class GEResNet50ThetaMinus
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.GatherExcite.ResNet50ThetaMinus(image, Models.GatherExcite.Global);
}

[CompiledNet]
public partial class GEResNet50Theta
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.GatherExcite.ResNet50Theta(image, Models.GatherExcite.Global);
}

[CompiledNet]
public partial class GEResNet50ThetaPlus
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.GatherExcite.ResNet50ThetaPlus(image, Models.GatherExcite.Global);
}

[CompiledNet]
public partial class GEResNet50OfTimm
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.GatherExcite.TimmResNet50(image, extent: 4, extraParams: true);
}
