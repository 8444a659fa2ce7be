#nullable enable

namespace CompiledNets.Models;

/// <summary>
/// MnasNet (Tan et al., arXiv 1807.11626), the net B1 without squeeze and excitation that a search for accuracy and measured
/// latency found. Layer names are those of torchvision's <c>mnasnet1_0</c>.
/// </summary>
internal static class MnasNet
{
    /// <summary>The searched stages: kernel, expansion, channels, repetitions and stride of the first of them.</summary>
    public static readonly (int Kernel, int Expansion, int Channels, int Repeat, int Stride)[] StagesB1 =
        [(3, 3, 24, 3, 2), (5, 3, 40, 3, 2), (5, 6, 80, 3, 2), (3, 6, 96, 2, 1), (5, 6, 192, 4, 2), (3, 6, 320, 1, 1)];

    /// <summary>MnasNet-B1.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="alpha">Width multiplier; torchvision has 0.5, 0.75, 1 and 1.3.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="stages">The stages; those of B1 where not given.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Forward(
        Tensor x, double alpha = 1, int classes = 1000,
        (int Kernel, int Expansion, int Channels, int Repeat, int Stride)[]? stages = null)
    {
        stages ??= StagesB1;
        x = x.ConvBn(new("layers.0", "layers.1"), Widths.Round(32 * alpha), 3, stride: 2).Relu();
        x = x.ConvBn(new("layers.3", "layers.4"), x.Channels, 3, groups: x.Channels).Relu();
        x = x.ConvBn(new("layers.6", "layers.7"), Widths.Round(16 * alpha), 1);
        for (var stage = 0; stage < stages.Length; stage++)
        {
            var (kernel, expansion, channels, repeat, stride) = stages[stage];
            for (var i = 0; i < repeat; i++)
                x = Bottleneck(
                    x, $"layers.{8 + stage}.{i}", Widths.Round(channels * alpha), kernel, i == 0 ? stride : 1, expansion);
        }
        x = x.ConvBn(new($"layers.{8 + stages.Length}", $"layers.{9 + stages.Length}"), 1280, 1).Relu();
        return x.AdaptiveAvgPool2d(1).Flatten().Dropout(0.2).Linear("classifier.1", classes);
    }

    /// <summary>The MBConv of figure 7 of the paper: <see cref="InvertedResidual"/> with ReLU and torchvision's names.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="kernelSize">Kernel of the depthwise convolution.</param>
    /// <param name="stride">Step of the depthwise convolution; 1 with C = channels adds the shortcut.</param>
    /// <param name="expansion">The depthwise convolution has so many times C channels.</param>
    /// <returns>N×channels×⌈H / stride⌉×⌈W / stride⌉.</returns>
    public static Tensor Bottleneck(Tensor x, string name, int channels, int kernelSize, int stride, int expansion)
    {
        var names = new InvertedResidual.Names(
            new($"{name}.layers.0", $"{name}.layers.1"), new($"{name}.layers.3", $"{name}.layers.4"), "",
            new($"{name}.layers.6", $"{name}.layers.7"));
        return InvertedResidual.Block(x, names, channels, expansion * x.Channels, y => y.Relu(), kernelSize, stride);
    }
}
