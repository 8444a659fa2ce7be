namespace CompiledNets.Benchmarks.Nets;

/// <summary>MNASNet 1.0: inverted residuals of 3×3 and 5×5.</summary>
[CompiledNet]
public partial class MnasNet
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.MnasNet.Forward(image);
}
