#nullable enable

using System;

namespace CompiledNets.Models;

/// <summary>
/// Wide residual networks (Zagoruyko and Komodakis, arXiv 1605.07146): few pre-activation blocks of many channels instead of many of
/// few. The bottleneck networks of torchvision, twice as wide within, are <see cref="ResNet.WideResNet50"/> and
/// <see cref="ResNet.WideResNet101"/>.
/// </summary>
internal static class WideResNet
{
    /// <summary>
    /// WRN-d-k, table 1 of the paper: a 3×3 convolution to 16 channels, then three groups of basic blocks with 16k, 32k and 64k.
    /// Layers are named as in <see cref="ResNet.PreActivationOfBasicBlocks"/>.
    /// </summary>
    /// <param name="x">Images, N×3×H×W; 32×32 in the paper.</param>
    /// <param name="depth">d, the number of convolutions that are no projections: 6n + 4 for n blocks in each group.</param>
    /// <param name="widen">k, the widening factor.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    /// <exception cref="ArgumentException">The depth is not 6n + 4.</exception>
    public static Tensor Net(Tensor x, int depth = 28, int widen = 10, int classes = 10)
    {
        if (depth < 10 || depth % 6 != 4) throw new ArgumentException($"A wide residual network has 6n + 4 layers, not {depth}");
        var blocks = (depth - 4) / 6;
        x = x.Conv2d("stem.conv", 16, 3, padding: 1, bias: false);
        x = ResNet.Stages(
            x, [blocks, blocks, blocks], (y, unit) => ResNet.PreActivationBasicBlock(y, unit.Name, unit.Planes, unit.Stride),
            ResNetStyle.PreActivation with { Width = 16 * widen });
        return ResNet.PreActivationClassify(x, classes);
    }
}
