using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class AlexNetOfTwoGpus
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.AlexNet.TwoGpus(image);
}

[CompiledNet]
public partial class AlexNetOfOneGpu
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.AlexNet.OneGpu(image);
}
