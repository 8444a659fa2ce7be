using CompiledNets;
using CompiledNets.Models;

namespace Edge;

/// <summary>MobileNetV2 1.0 for the 1,000 classes of ImageNet, as torchvision's <c>mobilenet_v2</c>.</summary>
[CompiledNet(Weights = "mobilenet_v2.safetensors")]
internal partial class PhotoNet
{
    public const int Size = 224;

    private static Tensor Forward([Shape(3, Size, Size)] Tensor photo) => MobileNetV2.Forward(photo);
}
