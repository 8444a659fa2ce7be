namespace CompiledNets.Benchmarks.Nets;

/// <summary>ResNet-152: many layers of few shapes.</summary>
[CompiledNet]
public partial class ResNet152
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.ResNet.ResNet152(image);
}
