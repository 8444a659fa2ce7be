using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class ResNeXt50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNeXt.ResNeXt50(image);
}

[CompiledNet]
public partial class ResNeXt101
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNeXt.ResNeXt101(image);
}

[CompiledNet]
public partial class ResNeXt101Of64
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNeXt.ResNeXt101Of64(image);
}
