namespace CompiledNets.Benchmarks.Nets;

/// <summary>SE-ResNet-50: ResNet-50 with squeeze and excite.</summary>
[CompiledNet]
public partial class SEResNet50
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.SENet.SEResNet50(image);
}
