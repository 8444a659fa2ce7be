#nullable enable

using System;

namespace CompiledNets.Models;

/// <summary>
/// What all blocks of a residual network have in common: the state-dict keys of their layers, the shortcuts that change shape, the
/// activation, and what happens to a residual branch before it is added. A variant is made by <c>with</c>.
/// </summary>
internal sealed record ResNetStyle
{
    /// <summary>
    /// The keys of torchvision and timm: <c>layer1.0.conv1</c>, <c>layer1.0.bn1</c>, <c>layer1.0.downsample.0</c>, <c>fc</c>.
    /// </summary>
    public static ResNetStyle Torchvision => new();

    /// <summary>
    /// Each convolution in one module with its norm: <c>layer1.0.conv1.conv</c>, <c>layer1.0.conv1.bn</c>, <c>layer1.0.down.conv</c>,
    /// <c>head.fc</c>.
    /// </summary>
    public static ResNetStyle Paired => new()
    {
        Layer = (block, number) => ConvBnNames.Spelled(StateDictKey.Join(block, $"conv{number}")),
        Shortcut = block => ConvBnNames.Spelled(StateDictKey.Join(block, "down")),
        Classifier = "head.fc",
    };

    /// <summary>
    /// ResNet-D (Bag of Tricks, arXiv 1812.01187, figure 2): three 3×3 convolutions as the stem, a mean before each shortcut with
    /// stride. Keys are those of timm's <c>resnet50d</c>.
    /// </summary>
    public static ResNetStyle D => new()
    {
        Stem = x => ResNet.DeepStem(x, [32, 32, 64]),
        Shortcut = block => new(StateDictKey.Join(block, "downsample.1"), StateDictKey.Join(block, "downsample.2")),
        PoolsShortcut = true,
    };

    /// <summary>ResNet-D with a narrower stem, as timm's <c>resnet50t</c>.</summary>
    public static ResNetStyle T => D with { Stem = x => ResNet.DeepStem(x, [24, 32, 64]) };

    /// <summary>The prefixes of blocks in timm's <c>resnetv2_50</c>, <c>stages.0.blocks.0</c>.</summary>
    public static ResNetStyle PreActivation => new() { Block = (stage, index) => $"stages.{stage - 1}.blocks.{index}" };

    /// <summary>
    /// The keys of convolution and norm number n, counted from 1, in the block with the given prefix, which is empty for the stem.
    /// </summary>
    public Func<string, int, ConvBnNames> Layer { get; init; } =
        (block, number) => new(StateDictKey.Join(block, $"conv{number}"), StateDictKey.Join(block, $"bn{number}"));

    /// <summary>The keys of convolution and norm on the shortcut of the block with the given prefix.</summary>
    public Func<string, ConvBnNames> Shortcut { get; init; } =
        block => ConvBnNames.Numbered(StateDictKey.Join(block, "downsample"));

    /// <summary>The prefix of a block: number of the stage from 1, of the block from 0.</summary>
    public Func<int, int, string> Block { get; init; } = (stage, index) => $"layer{stage}.{index}";

    /// <summary>Planes of the first stage, which each later one doubles, and channels of the stem; 64 in the paper.</summary>
    public int Width { get; init; } = 64;

    /// <summary>The prefix of the last linear layer.</summary>
    public string Classifier { get; init; } = "fc";

    /// <summary>
    /// Whether a shortcut with stride takes the mean over 2×2 pixels before its 1×1 convolution, instead of leaving three of four
    /// out (figure 2c of arXiv 1812.01187).
    /// </summary>
    public bool PoolsShortcut { get; init; }

    /// <summary>Size of the kernel of a shortcut with stride; 1 in the paper, 3 in SENet-154.</summary>
    public int StridedShortcutKernel { get; init; } = 1;

    /// <summary>
    /// Whether a bottleneck's first 1×1 convolution has the stride, as in the paper, instead of the 3×3 one, as in torchvision.
    /// </summary>
    public bool StridesFirst { get; init; }

    /// <summary>What stands between the image and the first stage; the 7×7 convolution and the pool of the paper where not given.</summary>
    public Func<Tensor, Tensor>? Stem { get; init; }

    /// <summary>The activation function.</summary>
    public Func<Tensor, Tensor> Activate { get; init; } = x => x.Relu();

    /// <summary>
    /// What a residual branch goes through before it is added to the shortcut, given the block's prefix: the place of
    /// squeeze-and-excitation, gather-excite and global context.
    /// </summary>
    public Func<Tensor, string, Tensor> Attention { get; init; } = (branch, _) => branch;
}
