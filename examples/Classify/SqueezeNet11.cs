using CompiledNets;
using CompiledNets.Models;

namespace Classify;

/// <summary>SqueezeNet 1.1 for ImageNet's thousand classes, at the resolution of its authors.</summary>
[CompiledNet]
public partial class SqueezeNet11
{
    static Tensor Forward([Shape(3, 227, 227)] Tensor image) => SqueezeNet.V11(image).Softmax();
}
