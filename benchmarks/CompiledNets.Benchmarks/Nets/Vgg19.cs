namespace CompiledNets.Benchmarks.Nets;

/// <summary>VGG-19: 3×3 convolutions of many channels, huge linear layers.</summary>
[CompiledNet]
public partial class Vgg19
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.Vgg.Vgg19(image);
}
