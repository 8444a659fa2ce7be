namespace CompiledNets.Benchmarks.Nets;

/// <summary>Res2Net-50 26w-4s: small convolutions one after the other within a block.</summary>
[CompiledNet]
public partial class Res2Net50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Res2Net.Res2Net50(image);
}
