#nullable enable

namespace CompiledNets.Models;

/// <summary>
/// GhostNet (Han et al., arXiv 1911.11907): half of a layer's channels are convolved from the other half, cheaply, as many of them
/// look alike anyway. Layer names are those of timm's <c>ghostnet_100</c>.
/// </summary>
internal static class GhostNet
{
    /// <summary>One bottleneck, a row of table 1 of the paper.</summary>
    /// <param name="Kernel">Kernel of the depthwise convolutions.</param>
    /// <param name="Expanded">#exp, channels between the two Ghost modules.</param>
    /// <param name="Channels">#out, output channels.</param>
    /// <param name="Squeezes">SE, whether there is squeeze and excitation.</param>
    /// <param name="Stride">The stride.</param>
    public sealed record Row(int Kernel, int Expanded, int Channels, bool Squeezes, int Stride);

    private static readonly Row[][] Table1 =
    [
        [new(3, 16, 16, false, 1)],
        [new(3, 48, 24, false, 2)],
        [new(3, 72, 24, false, 1)],
        [new(5, 72, 40, true, 2)],
        [new(5, 120, 40, true, 1)],
        [new(3, 240, 80, false, 2)],
        [
            new(3, 200, 80, false, 1), new(3, 184, 80, false, 1), new(3, 184, 80, false, 1), new(3, 480, 112, true, 1),
            new(3, 672, 112, true, 1),
        ],
        [new(5, 672, 160, true, 2)],
        [new(5, 960, 160, false, 1), new(5, 960, 160, true, 1), new(5, 960, 160, false, 1), new(5, 960, 160, true, 1)],
    ];

    /// <summary>GhostNet of table 1.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="width">Width multiplier α; 0.5, 1 or 1.3 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Forward(Tensor x, double width = 1, int classes = 1000) => Net(x, Table1, 960, width, classes);

    /// <summary>A network of any stages.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="stages">The bottlenecks of each stage.</param>
    /// <param name="expanded">Channels of the 1×1 convolution behind the last stage.</param>
    /// <param name="width">Width multiplier α.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Net(Tensor x, Row[][] stages, int expanded, double width = 1, int classes = 1000)
    {
        x = x.ConvBn(new("conv_stem", "bn1"), Widths.Round(16 * width, 4), 3, stride: 2).Relu();
        for (var stage = 0; stage < stages.Length; stage++)
            for (var i = 0; i < stages[stage].Length; i++)
            {
                var row = stages[stage][i];
                x = Bottleneck(
                    x, $"blocks.{stage}.{i}", Widths.Round(row.Channels * width, 4), Widths.Round(row.Expanded * width, 4), row.Kernel,
                    row.Stride, row.Squeezes);
            }
        x = x.ConvBn(new($"blocks.{stages.Length}.0.conv", $"blocks.{stages.Length}.0.bn1"), Widths.Round(expanded * width, 4), 1).Relu();
        x = x.AdaptiveAvgPool2d(1).Conv2d("conv_head", 1280, 1).Relu();
        return x.Flatten().Dropout(0.2).Linear("classifier", classes);
    }

    /// <summary>
    /// The Ghost module, figure 2b of the paper: a 1×1 convolution makes half of the channels, a depthwise 3×3 one makes a ghost of
    /// each.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="activates">Whether ReLU follows each of the two convolutions.</param>
    /// <returns>N×channels×H×W.</returns>
    public static Tensor Module(Tensor x, string name, int channels, bool activates = true)
    {
        var intrinsic = (channels + 1) / 2;
        var primary = x.ConvBn(ConvBnNames.Numbered($"{name}.primary_conv"), intrinsic, 1);
        if (activates) primary = primary.Relu();
        var ghosts = primary.ConvBn(ConvBnNames.Numbered($"{name}.cheap_operation"), intrinsic, 3, groups: intrinsic);
        if (activates) ghosts = ghosts.Relu();
        var all = Tensor.Concat(primary, ghosts);
        return channels == all.Channels ? all : all.Narrow(1, 0, channels);
    }

    /// <summary>
    /// The Ghost bottleneck, figure 3 of the paper: a Ghost module that expands, at stride 2 a depthwise convolution, squeeze and
    /// excitation where wanted, and a Ghost module that reduces.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the block.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="expanded">Channels between.</param>
    /// <param name="kernelSize">Kernel of the depthwise convolutions.</param>
    /// <param name="stride">Step of the depthwise convolutions; with 1 and C = channels the shortcut is the input itself.</param>
    /// <param name="squeezes">Whether there is squeeze and excitation.</param>
    /// <returns>N×channels×⌈H / stride⌉×⌈W / stride⌉.</returns>
    public static Tensor Bottleneck(
        Tensor x, string name, int channels, int expanded, int kernelSize = 3, int stride = 1, bool squeezes = false)
    {
        var y = Module(x, $"{name}.ghost1", expanded);
        if (stride > 1) y = y.ConvBn(new($"{name}.conv_dw", $"{name}.bn_dw"), expanded, kernelSize, stride, groups: expanded);
        if (squeezes)
            y = SqueezeExcite.Block(
                y, $"{name}.se", Widths.Round(expanded / 4.0, 4), gate: z => z.HardSigmoid(), reduce: "conv_reduce", expand: "conv_expand");
        y = Module(y, $"{name}.ghost2", channels, activates: false);
        if (stride == 1 && channels == x.Channels) return y + x;
        var shortcut = x.ConvBn(ConvBnNames.Numbered($"{name}.shortcut"), x.Channels, kernelSize, stride, groups: x.Channels);
        return y + shortcut.ConvBn(new($"{name}.shortcut.2", $"{name}.shortcut.3"), channels, 1);
    }
}
