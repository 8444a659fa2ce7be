using CompiledNets;
using CompiledNets.Models;

namespace NativeGoldens;

[CompiledNet]
internal partial class Inverted
{
    private static Tensor Forward([Shape(3, 64, 64)] Tensor image) => MobileNetV2.Forward(image);
}

[CompiledNet]
internal partial class Shuffled
{
    private static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ShuffleNetV2.X10(image);
}

[CompiledNet]
internal partial class SqueezedAndExcited
{
    private static Tensor Forward([Shape(3, 64, 64)] Tensor image) => MobileNetV3.Small(image);
}

[CompiledNet]
internal partial class Residual
{
    private static Tensor Forward([Shape(3, 64, 64)] Tensor image) => ResNet.ResNet18(image);
}

[CompiledNet]
internal partial class Inception
{
    private static Tensor Forward([Shape(3, 64, 64)] Tensor image) => GoogLeNet.Torchvision(image);
}
