namespace CompiledNets.Benchmarks.Nets;

/// <summary>EfficientNet-B7: many layers of many shapes.</summary>
[CompiledNet]
public partial class EfficientNetB7
{
    static Tensor Forward([Shape(3, 600, 600)] Tensor image) => Models.EfficientNet.B7(image);
}
