#nullable enable

using System;

namespace CompiledNets.Models;

/// <summary>
/// GoogLeNet, also called Inception-v1 (Szegedy et al., arXiv 1409.4842): modules of parallel convolutions of several sizes, with
/// 1×1 convolutions before the large ones.
/// </summary>
internal static class GoogLeNet
{
    /// <summary>The widths of one module, a row of table 1 of the paper.</summary>
    /// <param name="Name">What the paper calls the module.</param>
    /// <param name="Ones">#1×1.</param>
    /// <param name="ThreesReduce">#3×3 reduce.</param>
    /// <param name="Threes">#3×3.</param>
    /// <param name="FivesReduce">#5×5 reduce.</param>
    /// <param name="Fives">#5×5.</param>
    /// <param name="Pool">pool proj.</param>
    public sealed record ModuleWidths(string Name, int Ones, int ThreesReduce, int Threes, int FivesReduce, int Fives, int Pool);

    /// <summary>The modules of table 1; a pool stands where the digit of the name, that of the grid, changes.</summary>
    public static readonly ModuleWidths[] Table1 =
    [
        new("3a", 64, 96, 128, 16, 32, 32),
        new("3b", 128, 128, 192, 32, 96, 64),
        new("4a", 192, 96, 208, 16, 48, 64),
        new("4b", 160, 112, 224, 24, 64, 64),
        new("4c", 128, 128, 256, 24, 64, 64),
        new("4d", 112, 144, 288, 32, 64, 64),
        new("4e", 256, 160, 320, 32, 128, 128),
        new("5a", 256, 160, 320, 32, 128, 128),
        new("5b", 384, 192, 384, 48, 128, 128),
    ];

    /// <summary>GoogLeNet of table 1 of the paper: biases instead of batch normalization.</summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in the paper.</param>
    /// <param name="normalizes">Whether there are the local response normalizations of figure 3.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="modules">The modules and their widths; those of table 1 where not given.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Forward(Tensor x, bool normalizes = true, int classes = 1000, ModuleWidths[]? modules = null)
    {
        x = x.Conv2d("conv1.conv", 64, 7, stride: 2, padding: 3).Relu().MaxPool2d(3, stride: 2, ceilMode: true);
        if (normalizes) x = x.LocalResponseNorm(5);
        x = x.Conv2d("conv2r.conv", 64, 1).Relu().Conv2d("conv2.conv", 192, 3, padding: 1).Relu();
        if (normalizes) x = x.LocalResponseNorm(5);
        x = x.MaxPool2d(3, stride: 2, ceilMode: true);
        x = Grids(x, modules, (y, widths) => Module(y, $"blocks.i{widths.Name}", widths));
        return x.AdaptiveAvgPool2d(1).Flatten().Dropout(0.4).Linear("head.fc", classes);
    }

    /// <summary>
    /// SE-Inception (arXiv 1709.01507): GoogLeNet with batch normalization, each of whose modules is a
    /// <see cref="SEModule(Tensor, string, ModuleWidths, int)"/>.
    /// </summary>
    /// <param name="x">Images, N×3×H×W.</param>
    /// <param name="reduction">The reduction ratio r of squeeze and excitation.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="modules">The modules and their widths; those of table 1 where not given.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor SEInception(Tensor x, int reduction = 16, int classes = 1000, ModuleWidths[]? modules = null)
    {
        x = Unit(x, "conv1", 64, 7, stride: 2).MaxPool2d(3, stride: 2, ceilMode: true);
        x = Unit(Unit(x, "conv2r", 64, 1), "conv2", 192, 3).MaxPool2d(3, stride: 2, ceilMode: true);
        x = Grids(x, modules, (y, widths) => SEModule(y, $"blocks.i{widths.Name}", widths, reduction));
        return x.AdaptiveAvgPool2d(1).Flatten().Dropout(0.4).Linear("head.fc", classes);
    }

    /// <summary>
    /// <c>googlenet</c> of torchvision, with its layer names: batch normalization, and 3×3 where the paper has 5×5, a slip that the
    /// checkpoint has made permanent.
    /// </summary>
    /// <param name="x">Images, N×3×H×W; 224×224 in torchvision.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="modules">The modules and their widths; those of table 1 where not given.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Torchvision(Tensor x, int classes = 1000, ModuleWidths[]? modules = null)
    {
        x = x.BasicConv2d("conv1", 64, 7, stride: 2, padding: 3).MaxPool2d(3, stride: 2, ceilMode: true);
        x = x.BasicConv2d("conv2", 64, 1).BasicConv2d("conv3", 192, 3).MaxPool2d(3, stride: 2, ceilMode: true);
        x = Grids(x, modules, TorchvisionModule, lastPool: 2);
        return x.AdaptiveAvgPool2d(1).Flatten().Dropout(0.2).Linear("fc", classes);
    }

    /// <summary>The module of <see cref="Torchvision"/>, <c>Inception</c> in its source.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="widths">The name and the channels of its convolutions.</param>
    /// <returns>N×(Ones + Threes + Fives + Pool)×H×W.</returns>
    public static Tensor TorchvisionModule(Tensor x, ModuleWidths widths)
    {
        var name = $"inception{widths.Name}";
        return Tensor.Concat(
            x.BasicConv2d($"{name}.branch1", widths.Ones, 1),
            x.BasicConv2d($"{name}.branch2.0", widths.ThreesReduce, 1).BasicConv2d($"{name}.branch2.1", widths.Threes, 3),
            x.BasicConv2d($"{name}.branch3.0", widths.FivesReduce, 1).BasicConv2d($"{name}.branch3.1", widths.Fives, 3),
            x.MaxPool2d(3, stride: 1, padding: 1).BasicConv2d($"{name}.branch4.1", widths.Pool, 1));
    }

    /// <summary>The naïve Inception module, figure 2a of the paper: 1×1, 3×3 and 5×5 convolutions and a pool, side by side.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module; nothing where the module is the net.</param>
    /// <param name="ones">Channels of the 1×1 convolution.</param>
    /// <param name="threes">Channels of the 3×3 convolution.</param>
    /// <param name="fives">Channels of the 5×5 convolution.</param>
    /// <returns>N×(ones + threes + fives + C)×H×W.</returns>
    public static Tensor NaiveModule(Tensor x, string name, int ones, int threes, int fives) =>
        Tensor.Concat(
            BiasedUnit(x, StateDictKey.Join(name, "b1"), ones, 1),
            BiasedUnit(x, StateDictKey.Join(name, "b3"), threes, 3),
            BiasedUnit(x, StateDictKey.Join(name, "b5"), fives, 5),
            x.MaxPool2d(3, stride: 1, padding: 1));

    /// <summary>
    /// The Inception module with dimension reductions, figure 2b of the paper: 1×1 convolutions before the 3×3 and the 5×5 one and
    /// behind the pool.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module; nothing where the module is the net.</param>
    /// <param name="widths">Channels of its convolutions.</param>
    /// <param name="isNormalized">Whether the convolutions have batch normalization instead of a bias.</param>
    /// <returns>N×(Ones + Threes + Fives + Pool)×H×W.</returns>
    public static Tensor Module(Tensor x, string name, ModuleWidths widths, bool isNormalized = false)
    {
        return Tensor.Concat(
            Convolve(x, "b1", widths.Ones, 1),
            Convolve(Convolve(x, "b3.0", widths.ThreesReduce, 1), "b3.1", widths.Threes, 3),
            Convolve(Convolve(x, "b5.0", widths.FivesReduce, 1), "b5.1", widths.Fives, 5),
            Convolve(x.MaxPool2d(3, stride: 1, padding: 1), "bp", widths.Pool, 1));

        Tensor Convolve(Tensor y, string branch, int channels, int kernelSize) =>
            isNormalized
                ? Unit(y, StateDictKey.Join(name, branch), channels, kernelSize)
                : BiasedUnit(y, StateDictKey.Join(name, branch), channels, kernelSize);
    }

    /// <summary>The SE-Inception module, figure 2 of arXiv 1709.01507: an Inception module, then squeeze and excitation.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <param name="widths">Channels of its convolutions, which have batch normalization.</param>
    /// <param name="reduction">The reduction ratio r of squeeze and excitation.</param>
    /// <returns>N×(Ones + Threes + Fives + Pool)×H×W.</returns>
    public static Tensor SEModule(Tensor x, string name, ModuleWidths widths, int reduction = 16)
    {
        x = Module(x, name, widths, isNormalized: true);
        return SqueezeExcite.LinearBlock(x, $"{name}.se", x.Channels / reduction);
    }

    private static Tensor Grids(
        Tensor x, ModuleWidths[]? modules, Func<Tensor, ModuleWidths, Tensor> module, int lastPool = 3)
    {
        modules ??= Table1;
        for (var i = 0; i < modules.Length; i++)
        {
            if (i > 0 && modules[i].Name[0] != modules[i - 1].Name[0])
                x = x.MaxPool2d(modules[i].Name[0] == modules[^1].Name[0] ? lastPool : 3, stride: 2, ceilMode: true);
            x = module(x, modules[i]);
        }
        return x;
    }

    private static Tensor BiasedUnit(Tensor x, string name, int channels, int kernelSize) =>
        x.Conv2d($"{name}.conv", channels, kernelSize, padding: kernelSize / 2).Relu();

    private static Tensor Unit(Tensor x, string name, int channels, int kernelSize, int stride = 1) =>
        x.ConvBn(ConvBnNames.Spelled(name), channels, kernelSize, stride).Relu();
}
