namespace CompiledNets.Benchmarks.Nets;

/// <summary>MobileNetV2: pointwise and depthwise convolutions.</summary>
[CompiledNet]
public partial class MobileNetV2
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MobileNetV2.Forward(image);
}
