using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class MnasNetAlpha05
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MnasNet.Forward(image, alpha: 0.5);
}

[CompiledNet]
public partial class MnasNet
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MnasNet.Forward(image);
}
