namespace CompiledNets.Benchmarks.Nets;

/// <summary>DPN-68: residual and dense paths, grouped convolutions.</summary>
[CompiledNet]
public partial class Dpn68
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Dpn.Dpn68(image);
}
