#nullable enable

using System.Linq;

namespace CompiledNets.Models;

/// <summary>
/// SqueezeNet (Iandola et al., arXiv 1602.07360): AlexNet's accuracy from 1.2 million parameters, few of which see many channels
/// and 3×3 pixels at once. Layer names are those of torchvision's <c>squeezenet1_0</c> and <c>squeezenet1_1</c>.
/// </summary>
internal static class SqueezeNet
{
    /// <summary>The metaparameters of section 5.1 of the paper, from which the widths of all Fire modules follow.</summary>
    /// <param name="Base">base_e, channels that the first Fire module expands to.</param>
    /// <param name="Increment">incr_e, how many are added after every <paramref name="Frequency"/> modules.</param>
    /// <param name="Frequency">freq.</param>
    /// <param name="Share3x3">pct_3x3, the share of the 3×3 convolution.</param>
    /// <param name="Squeeze">SR, channels that are squeezed to per channel that is expanded to.</param>
    public sealed record Size(int Base = 128, int Increment = 128, int Frequency = 2, double Share3x3 = 0.5, double Squeeze = 0.125);

    /// <summary>What leads around the Fire modules, the three columns of figure 2 of the paper.</summary>
    public enum Bypass
    {
        /// <summary>Nothing: on the left.</summary>
        None,

        /// <summary>The input is added where it has as many channels as the output, around every second module: in the middle.</summary>
        Simple,

        /// <summary>As before, and a 1×1 convolution around the other modules: on the right.</summary>
        Complex,
    }

    private const int Modules = 8;

    /// <summary>SqueezeNet 1.0, table 1 of the paper.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="bypass">What leads around the Fire modules.</param>
    /// <param name="size">Widths of the Fire modules; those of table 1 where not given.</param>
    /// <returns>N×classes logits.</returns>
    /// <exception cref="ShapeException">The image is too small for the pools.</exception>
    public static Tensor V10(Tensor x, int classes = 1000, Bypass bypass = Bypass.None, Size? size = null)
    {
        x = x.Conv2d("features.0", 96, 7, stride: 2).Relu();
        return Classify(Features(x, poolAt: [2, 6, 11], bypass, size ?? new()), classes);
    }

    /// <summary>SqueezeNet 1.1, the authors' later version: pools earlier and has a smaller stem, at 2.4 times fewer operations.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in torchvision.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="bypass">What leads around the Fire modules.</param>
    /// <param name="size">Widths of the Fire modules; those of torchvision where not given.</param>
    /// <returns>N×classes logits.</returns>
    /// <exception cref="ShapeException">The image is too small for the pools.</exception>
    public static Tensor V11(Tensor x, int classes = 1000, Bypass bypass = Bypass.None, Size? size = null)
    {
        x = x.Conv2d("features.0", 64, 3, stride: 2).Relu();
        return Classify(Features(x, poolAt: [2, 5, 8], bypass, size ?? new()), classes);
    }

    /// <summary>The Fire module, figure 1 of the paper: a 1×1 convolution squeezes, a 1×1 and a 3×3 one expand side by side.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <param name="squeeze">Channels between.</param>
    /// <param name="expand1x1">Channels of the 1×1 convolution.</param>
    /// <param name="expand3x3">Channels of the 3×3 convolution.</param>
    /// <returns>N×(expand1x1 + expand3x3)×H×W.</returns>
    public static Tensor Fire(Tensor x, string name, int squeeze, int expand1x1, int expand3x3)
    {
        var squeezed = x.Conv2d($"{name}.squeeze", squeeze, 1).Relu();
        return Tensor.Concat(
            squeezed.Conv2d($"{name}.expand1x1", expand1x1, 1).Relu(),
            squeezed.Conv2d($"{name}.expand3x3", expand3x3, 3, padding: 1).Relu());
    }

    private static Tensor Features(Tensor x, int[] poolAt, Bypass bypass, Size size)
    {
        var index = 2;
        for (var module = 0; module < Modules; module++)
        {
            var expand = size.Base + size.Increment * (module / size.Frequency);
            var expand3x3 = (int)(expand * size.Share3x3);
            if (poolAt.Contains(index))
            {
                x = x.MaxPool2d(3, stride: 2, ceilMode: true);
                index++;
            }
            var name = $"features.{index++}";
            var y = Fire(x, name, (int)(expand * size.Squeeze), expand - expand3x3, expand3x3);
            x = bypass switch
            {
                not Bypass.None when x.Channels == y.Channels => x + y,
                Bypass.Complex => x.Conv2d($"{name}.bypass", y.Channels, 1) + y,
                _ => y,
            };
        }
        return x;
    }

    private static Tensor Classify(Tensor x, int classes) =>
        x.Dropout().Conv2d("classifier.1", classes, 1).Relu().AdaptiveAvgPool2d(1).Flatten();
}
