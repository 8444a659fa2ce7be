namespace CompiledNets.Benchmarks.Nets;

/// <summary>Xception: separable convolutions of many channels.</summary>
[CompiledNet]
public partial class Xception
{
    static Tensor Forward([Shape(3, 299, 299)] Tensor image) => Models.Xception.Forward(image);
}
