namespace CompiledNets.Benchmarks.Nets;

/// <summary>ResNet-18: dense 3×3 convolutions, residuals.</summary>
[CompiledNet]
public partial class ResNet18
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.ResNet18(image);
}
