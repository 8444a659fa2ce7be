namespace CompiledNets.Benchmarks.Nets;

/// <summary>GoogLeNet as in torchvision: parallel branches with batch normalization.</summary>
[CompiledNet]
public partial class GoogLeNet
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.GoogLeNet.Torchvision(image);
}
