using System;

namespace CompiledNets.Models;

/// <summary>
/// Global context (Cao et al., arXiv 1904.11492): one attention map, the same for every pixel, pools the whole image; what it
/// gives is transformed and added to each pixel.
/// </summary>
internal static class GlobalContext
{
    /// <summary>The GC block, figure 4d: context modelling, a bottleneck transform with layer normalization, fusion by addition.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block, or nothing.</param>
    /// <param name="squeeze">Channels of the transform, C / r in the paper with r = 16.</param>
    /// <returns>N×C×H×W.</returns>
    public static Tensor Block(Tensor x, string name, int squeeze)
    {
        var context = Context(x, StateDictKey.Join(name, "mask")).Conv2d(StateDictKey.Join(name, "conv1"), squeeze, 1);
        context = context.LayerNorm(StateDictKey.Join(name, "ln"), [squeeze, 1, 1]).Relu();
        return x + context.Conv2d(StateDictKey.Join(name, "conv2"), x.Channels, 1);
    }

    /// <summary>timm's <c>GlobalContext</c>: the same block by other names.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block.</param>
    /// <param name="squeeze">Channels of the transform, C / 8 in timm's networks.</param>
    /// <returns>N×C×H×W.</returns>
    public static Tensor TimmBlock(Tensor x, string name, int squeeze)
    {
        var context = Context(x, $"{name}.conv_attn").Conv2d($"{name}.mlp_add.fc1", squeeze, 1);
        context = context.LayerNorm2d($"{name}.mlp_add.norm").Relu();
        return x + context.Conv2d($"{name}.mlp_add.fc2", x.Channels, 1);
    }

    /// <summary>Context modelling, the left part of figure 4d: the mean of all pixels, weighted by a softmax over the image.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the 1×1 convolution that rates the pixels.</param>
    /// <returns>N×C×1×1.</returns>
    public static Tensor Context(Tensor x, string name)
    {
        var (batch, channels, pixels) = (x.Shape[0], x.Channels, x.Height * x.Width);
        var attention = x.Conv2d(name, 1, 1).Reshape(batch, 1, pixels).Softmax(2);
        return x.Reshape(batch, channels, pixels).MatMul(attention.Transpose(1, 2)).Reshape(batch, channels, 1, 1);
    }

    /// <summary>ResNet-50 with GC blocks in stages c3 to c5, on the residual branches; r = 16.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor ResNet50(Tensor x, int classes = 1000) => ResNet.ResNet50(x, classes, Style());

    /// <summary>GC blocks on the residual branches of stages c3 to c5, for the networks that take a <see cref="ResNetStyle"/>.</summary>
    /// <param name="reduction">The ratio r; table 1 of the paper compares 4, 8, 16 and 32.</param>
    public static ResNetStyle Style(int reduction = 16) => ResNetStyle.Paired with
    {
        Attention = (branch, name) =>
            name.StartsWith("layer1.", StringComparison.Ordinal) ? branch : Block(branch, $"{name}.attn", branch.Channels / reduction),
    };

    /// <summary>timm's <c>gcresnet33ts</c>: SiLU, and a last 1×1 convolution to 1280 channels.</summary>
    /// <param name="x">Images, N×3×H×W; 256×256 in timm.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor ResNet33ts(Tensor x, int classes = 1000)
    {
        x = TimmStages(x, [(2, 256), (3, 512), (3, 1536), (2, 1536)], y => y.Silu());
        x = x.ConvBn(ConvBnNames.Spelled("final_conv"), 1280, 1).Silu();
        return ResNet.Classify(x, classes, new ResNetStyle { Classifier = "head.fc" });
    }

    /// <summary>timm's <c>gcresnet50t</c>: ResNet-50 with a tiered stem and GC blocks within the bottlenecks.</summary>
    /// <inheritdoc cref="ResNet33ts"/>
    public static Tensor ResNet50t(Tensor x, int classes = 1000)
    {
        x = TimmStages(x, [(3, 256), (4, 512), (6, 1024), (3, 2048)], y => y.Relu());
        return ResNet.Classify(x, classes, new ResNetStyle { Classifier = "head.fc" });
    }

    private static Tensor TimmStages(Tensor x, (int Depth, int Channels)[] stages, Func<Tensor, Tensor> activate)
    {
        x = activate(x.ConvBn(ConvBnNames.Spelled("stem.conv1"), 24, 3, stride: 2));
        x = activate(x.ConvBn(ConvBnNames.Spelled("stem.conv2"), 32, 3));
        x = activate(x.ConvBn(ConvBnNames.Spelled("stem.conv3"), 64, 3, stride: 2));
        for (var stage = 0; stage < stages.Length; stage++)
            for (var index = 0; index < stages[stage].Depth; index++)
                x = TimmBottleneck(x, $"stages.{stage}.{index}", stages[stage].Channels, stage > 0 && index == 0 ? 2 : 1, activate);
        return x;
    }

    // The block stands behind the 3×3 convolution, where the channels are few.
    private static Tensor TimmBottleneck(Tensor x, string name, int channels, int stride, Func<Tensor, Tensor> activate)
    {
        var width = channels / 4;
        var branch = activate(x.ConvBn(ConvBnNames.Spelled($"{name}.conv1_1x1"), width, 1));
        branch = activate(branch.ConvBn(ConvBnNames.Spelled($"{name}.conv2_kxk"), width, 3, stride));
        branch = TimmBlock(branch, $"{name}.attn", width / 8).ConvBn(ConvBnNames.Spelled($"{name}.conv3_1x1"), channels, 1);
        var shortcut = stride == 1 && x.Channels == channels ? x : x.ConvBn(ConvBnNames.Spelled($"{name}.shortcut"), channels, 1, stride);
        return activate(branch + shortcut);
    }
}
