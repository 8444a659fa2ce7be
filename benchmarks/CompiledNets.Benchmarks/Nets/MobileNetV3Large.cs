namespace CompiledNets.Benchmarks.Nets;

/// <summary>MobileNetV3-Large: depthwise convolutions, squeeze and excite, hard swish.</summary>
[CompiledNet]
public partial class MobileNetV3Large
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MobileNetV3.Large(image);
}
