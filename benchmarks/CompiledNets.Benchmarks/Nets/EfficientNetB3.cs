namespace CompiledNets.Benchmarks.Nets;

/// <summary>EfficientNet-B3: EfficientNet-B0 scaled to 300×300 pixels, wider and deeper.</summary>
[CompiledNet]
public partial class EfficientNetB3
{
    static Tensor Forward([Shape(3, 300, 300)] Tensor image) => Models.EfficientNet.B3(image);
}
