using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class GhostNet
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.GhostNet.Forward(image);
}
