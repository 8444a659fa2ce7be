namespace CompiledNets.Benchmarks.Nets;

/// <summary>SqueezeNet 1.1: small convolutions, concatenations.</summary>
[CompiledNet]
public partial class SqueezeNet11
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SqueezeNet.V11(image);
}
