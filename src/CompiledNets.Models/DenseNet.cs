#nullable enable

namespace CompiledNets.Models;

/// <summary>
/// DenseNet (Huang et al., arXiv 1608.06993): each layer reads what all layers before it in the block wrote, and adds a few
/// channels. Layer names are torchvision's.
/// </summary>
internal static class DenseNet
{
    /// <summary>DenseNet-121, table 1.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    /// <exception cref="ShapeException">The image is too small for the pools.</exception>
    public static Tensor DenseNet121(Tensor x, int classes = 1000) => Net(x, [6, 12, 24, 16], classes);

    /// <summary>DenseNet-169, table 1.</summary>
    /// <inheritdoc cref="DenseNet121"/>
    public static Tensor DenseNet169(Tensor x, int classes = 1000) => Net(x, [6, 12, 32, 32], classes);

    /// <summary>DenseNet-201, table 1.</summary>
    /// <inheritdoc cref="DenseNet121"/>
    public static Tensor DenseNet201(Tensor x, int classes = 1000) => Net(x, [6, 12, 48, 32], classes);

    /// <summary>DenseNet-161, with growth rate 48.</summary>
    /// <inheritdoc cref="DenseNet121"/>
    public static Tensor DenseNet161(Tensor x, int classes = 1000) => Net(x, [6, 12, 36, 24], classes, growth: 48, stem: 96);

    /// <summary>A network of any depth and growth: DenseNet-BC, with bottlenecks and compression by half.</summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="depths">Layers of each dense block.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="growth">k, the channels that each layer adds.</param>
    /// <param name="stem">Channels before the first block.</param>
    /// <param name="bottleneck">Each layer's 1×1 convolution has so many times growth channels.</param>
    /// <param name="compression">θ, the share of the channels that a transition keeps.</param>
    /// <returns>N×classes logits.</returns>
    /// <exception cref="ShapeException">The image is too small for the pools.</exception>
    public static Tensor Net(
        Tensor x, int[] depths, int classes = 1000, int growth = 32, int stem = 64, int bottleneck = 4, double compression = 0.5)
    {
        x = x.Conv2d("features.conv0", stem, 7, stride: 2, padding: 3, bias: false).BatchNorm2d("features.norm0").Relu();
        x = x.MaxPool2d(3, stride: 2, padding: 1);
        for (var i = 1; i <= depths.Length; i++)
        {
            x = DenseBlock(x, $"features.denseblock{i}", depths[i - 1], growth, bottleneck);
            if (i < depths.Length) x = Transition(x, $"features.transition{i}", (int)(x.Channels * compression));
        }
        x = x.BatchNorm2d($"features.norm{depths.Length + 1}").Relu();
        return x.AdaptiveAvgPool2d(1).Flatten().Linear("classifier", classes);
    }

    /// <summary>A dense block, figure 1: the channels of every layer are put behind its input.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="layers">Number of layers.</param>
    /// <param name="growth">k, the channels that each layer adds.</param>
    /// <param name="bottleneck">Each layer's 1×1 convolution has so many times growth channels.</param>
    /// <returns>N×(C + layers·growth)×H×W.</returns>
    public static Tensor DenseBlock(Tensor x, string name, int layers, int growth, int bottleneck = 4)
    {
        for (var i = 1; i <= layers; i++) x = Tensor.Concat(x, DenseLayer(x, $"{name}.denselayer{i}", growth, bottleneck));
        return x;
    }

    /// <summary>A dense layer with bottleneck, DenseNet-B of section 3: BatchNorm-ReLU-1×1, BatchNorm-ReLU-3×3.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="growth">Channels of the output.</param>
    /// <param name="bottleneck">The 1×1 convolution has so many times as many.</param>
    /// <returns>N×growth×H×W.</returns>
    public static Tensor DenseLayer(Tensor x, string name, int growth, int bottleneck = 4)
    {
        x = x.BatchNorm2d($"{name}.norm1").Relu().Conv2d($"{name}.conv1", bottleneck * growth, 1, bias: false);
        return x.BatchNorm2d($"{name}.norm2").Relu().Conv2d($"{name}.conv2", growth, 3, padding: 1, bias: false);
    }

    /// <summary>A transition, table 1: fewer channels, half the height and width.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix.</param>
    /// <param name="channels">Channels of the output; half in the paper.</param>
    /// <returns>N×channels×H/2×W/2.</returns>
    public static Tensor Transition(Tensor x, string name, int channels) =>
        x.BatchNorm2d($"{name}.norm").Relu().Conv2d($"{name}.conv", channels, 1, bias: false).AvgPool2d(2);
}
