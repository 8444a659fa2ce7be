namespace CompiledNets.Benchmarks.Nets;

/// <summary>ShuffleNet V1 with 3 groups: grouped pointwise convolutions, shuffled channels.</summary>
[CompiledNet]
public partial class ShuffleNetV1
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ShuffleNetV1.Forward(image);
}
