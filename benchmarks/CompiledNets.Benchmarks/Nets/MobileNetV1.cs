namespace CompiledNets.Benchmarks.Nets;

/// <summary>MobileNet V1: depthwise separable convolutions in a row.</summary>
[CompiledNet]
public partial class MobileNetV1
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MobileNetV1.Forward(image);
}
