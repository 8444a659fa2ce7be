using CompiledNets;
using CompiledNets.Models;

namespace Edge;

/// <summary>The net of Photo without weights, which Measure may have to write first.</summary>
[CompiledNet]
internal partial class MobileNet
{
    private static Tensor Forward([Shape(3, 224, 224)] Tensor photo) => MobileNetV2.Forward(photo);
}
