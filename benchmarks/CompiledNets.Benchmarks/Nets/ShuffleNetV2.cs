namespace CompiledNets.Benchmarks.Nets;

/// <summary>ShuffleNetV2 1×: tiny convolutions, shuffled channels.</summary>
[CompiledNet]
public partial class ShuffleNetV2
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ShuffleNetV2.X10(image);
}
