using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class MixNetS
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MixNet.S(image);
}

[CompiledNet]
public partial class MixNetM
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MixNet.M(image);
}

[CompiledNet]
public partial class MixNetL
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MixNet.L(image);
}
