namespace CompiledNets.Models;

/// <summary>
/// ConvNeXt (Liu et al., arXiv 2201.03545): a ResNet with the habits of a transformer: patches, large depthwise kernels, layer
/// normalization, GELU. Layer names are those of torchvision's <c>convnext_tiny</c> and its siblings.
/// </summary>
internal static class ConvNeXt
{
    /// <summary>ConvNeXt-T, section 3.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Tiny(Tensor x, int classes = 1000) => Net(x, [3, 3, 9, 3], 96, classes);

    /// <summary>ConvNeXt-S, section 3.</summary>
    /// <inheritdoc cref="Tiny"/>
    public static Tensor Small(Tensor x, int classes = 1000) => Net(x, [3, 3, 27, 3], 96, classes);

    /// <summary>ConvNeXt-B, section 3.</summary>
    /// <inheritdoc cref="Tiny"/>
    public static Tensor Base(Tensor x, int classes = 1000) => Net(x, [3, 3, 27, 3], 128, classes);

    /// <summary>ConvNeXt-L, section 3.</summary>
    /// <inheritdoc cref="Tiny"/>
    public static Tensor Large(Tensor x, int classes = 1000) => Net(x, [3, 3, 27, 3], 192, classes);

    /// <summary>A ConvNeXt of any depth and width.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Blocks of each stage.</param>
    /// <param name="width">Channels of the first stage, doubled in each later one.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Net(Tensor x, int[] depths, int width, int classes = 1000)
    {
        x = x.Conv2d("features.0.0", width, 4, stride: 4).LayerNorm2d("features.0.1");
        for (var stage = 0; stage < depths.Length; stage++)
        {
            if (stage > 0) x = Downsample(x, $"features.{2 * stage}", width << stage);
            for (var index = 0; index < depths[stage]; index++) x = Block(x, $"features.{2 * stage + 1}.{index}");
        }
        return x.AdaptiveAvgPool2d(1).LayerNorm2d("classifier.0").Flatten().Linear("classifier.2", classes);
    }

    /// <summary>
    /// The block, figure 4 right: depthwise 7×7, then at each pixel four times the channels and back; each channel's result is scaled.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <returns>N×C×H×W.</returns>
    public static Tensor Block(Tensor x, string name)
    {
        var channels = x.Channels;
        var branch = x.Conv2d($"{name}.block.0", channels, 7, padding: 3, groups: channels).LayerNorm2d($"{name}.block.2");
        branch = branch.Linear($"{name}.block.3", 4 * channels, dim: 1).Gelu().Linear($"{name}.block.5", channels, dim: 1);
        return branch.LayerScale($"{name}.layer_scale") + x;
    }

    /// <summary>Between the stages, section 2.6: layer normalization and a 2×2 convolution with stride 2.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <returns>N×channels×H/2×W/2.</returns>
    public static Tensor Downsample(Tensor x, string name, int channels) =>
        x.LayerNorm2d($"{name}.0").Conv2d($"{name}.1", channels, 2, stride: 2);
}
