namespace CompiledNets.Benchmarks.Nets;

/// <summary>SKNet-50: two grouped convolutions, weighed by attention.</summary>
[CompiledNet]
public partial class SKNet50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SelectiveKernel.SKNet50(image);
}
