namespace CompiledNets.Benchmarks.Nets;

/// <summary>EfficientNet-B0: depthwise 5×5 convolutions, squeeze and excite, swish.</summary>
[CompiledNet]
public partial class EfficientNetB0
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.EfficientNet.B0(image);
}
