namespace CompiledNets.Benchmarks.Nets;

/// <summary>Inception-v3: factorized convolutions, 1×7 and 7×1 among them.</summary>
[CompiledNet]
public partial class InceptionV3
{
    static Tensor Forward([Shape(3, 299, 299)] Tensor image) => Models.Inception.V3(image);
}
