namespace CompiledNets.Benchmarks.Nets;

/// <summary>MixNet-S: depthwise convolutions of several sizes side by side.</summary>
[CompiledNet]
public partial class MixNetS
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MixNet.S(image);
}
