namespace CompiledNets.Benchmarks.Nets;

/// <summary>AlexNet as in torchvision: large first convolutions, huge linear layers.</summary>
[CompiledNet]
public partial class AlexNet
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.AlexNet.OneGpu(image);
}
