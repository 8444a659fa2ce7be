using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class GoogLeNet
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.GoogLeNet.Forward(image, normalizes: false);
}

[CompiledNet]
public partial class GoogLeNetWithNorm
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.GoogLeNet.Forward(image);
}

[CompiledNet]
public partial class GoogLeNetOfTorchvision
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.GoogLeNet.Torchvision(image);
}

[CompiledNet]
public partial class SEInception
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.GoogLeNet.SEInception(image);
}
