namespace CompiledNets.Benchmarks.Nets;

/// <summary>ResNet-34: dense 3×3 convolutions, residuals.</summary>
[CompiledNet]
public partial class ResNet34
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.ResNet34(image);
}
