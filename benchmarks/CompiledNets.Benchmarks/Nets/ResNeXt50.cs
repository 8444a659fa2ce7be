namespace CompiledNets.Benchmarks.Nets;

/// <summary>ResNeXt-50 32×4d: grouped 3×3 convolutions.</summary>
[CompiledNet]
public partial class ResNeXt50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNeXt.ResNeXt50(image);
}
