namespace CompiledNets.Benchmarks.Nets;

/// <summary>Inception-v4: factorized convolutions in many branches.</summary>
[CompiledNet]
public partial class InceptionV4
{
    static Tensor Forward([Shape(3, 299, 299)] Tensor image) => Models.InceptionV4.Forward(image);
}
