namespace CompiledNets.Benchmarks.Nets;

/// <summary>ResNet-50: pointwise convolutions of many channels, residuals.</summary>
[CompiledNet]
public partial class ResNet50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.ResNet50(image);
}
