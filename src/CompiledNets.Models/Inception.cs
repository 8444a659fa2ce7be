#nullable enable

namespace CompiledNets.Models;

/// <summary>
/// Inception-v2 and v3 (Szegedy et al., arXiv 1512.00567): large kernels factorized into small and flat ones, and grids reduced by
/// convolution and pool side by side.
/// </summary>
internal static class Inception
{
    /// <summary>
    /// Inception-v2, table 1 of the paper. The paper leaves the widths inside of the modules open; these are those of v3 where
    /// there is a counterpart.
    /// </summary>
    /// <param name="x">Images, N×3×H×W; 299×299 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor V2(Tensor x, int classes = 1000)
    {
        x = Unit(x, "stem.0", 32, 3, 2);
        x = Unit(x, "stem.1", 32, 3, padding: 0);
        x = Unit(x, "stem.2", 64, 3).MaxPool2d(3, stride: 2);
        x = Unit(x, "stem.4", 80, 3, padding: 0);
        x = Unit(x, "stem.5", 192, 3, 2);
        x = Unit(x, "stem.6", 288, 3);
        for (var i = 0; i < 3; i++) x = Figure5(x, $"stage1.{i}", 64, 48, 64, 64, 96, 64);
        x = Figure10(x, "reduce1", 64, 96, 64, 384);
        int[] between = [128, 160, 160, 160, 192];
        for (var i = 0; i < between.Length; i++) x = Figure6(x, $"stage2.{i}", 192, between[i], 192, between[i], 192, 192);
        x = Figure10(x, "reduce2", 192, 192, 192, 320);
        for (var i = 0; i < 2; i++) x = Figure7(x, $"stage3.{i}", 320, 384, 384, 448, 384, 192);
        return x.AdaptiveAvgPool2d(1).Flatten().Dropout().Linear("head.fc", classes);
    }

    /// <summary>
    /// Inception-v3, the last row of table 3 of the paper, without the auxiliary classifier. Layer names are those of torchvision's
    /// <c>inception_v3</c>.
    /// </summary>
    /// <param name="x">Images, N×3×H×W; 299×299 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor V3(Tensor x, int classes = 1000)
    {
        x = x.BasicConv2d("Conv2d_1a_3x3", 32, 3, stride: 2).BasicConv2d("Conv2d_2a_3x3", 32, 3, padding: 0);
        x = x.BasicConv2d("Conv2d_2b_3x3", 64, 3).MaxPool2d(3, stride: 2);
        x = x.BasicConv2d("Conv2d_3b_1x1", 80, 1).BasicConv2d("Conv2d_4a_3x3", 192, 3, padding: 0).MaxPool2d(3, stride: 2);
        foreach (var (name, pool) in new[] { ("Mixed_5b", 32), ("Mixed_5c", 64), ("Mixed_5d", 64) }) x = V3ModuleA(x, name, pool);
        x = V3ReductionB(x, "Mixed_6a");
        foreach (var (name, between) in new[] { ("Mixed_6b", 128), ("Mixed_6c", 160), ("Mixed_6d", 160), ("Mixed_6e", 192) })
            x = V3ModuleC(x, name, between);
        x = V3ReductionD(x, "Mixed_7a");
        foreach (var name in new[] { "Mixed_7b", "Mixed_7c" }) x = V3ModuleE(x, name);
        return x.AdaptiveAvgPool2d(1).Flatten().Dropout().Linear("fc", classes);
    }

    /// <summary>The module of figure 5 of arXiv 1512.00567: the 5×5 convolution is two of 3×3.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module; nothing where the module is the net.</param>
    /// <param name="ones">Channels of the 1×1 branch.</param>
    /// <param name="threesReduce">Channels of the 1×1 convolution before the 3×3 one.</param>
    /// <param name="threes">Channels of the 3×3 branch.</param>
    /// <param name="fivesReduce">Channels of the 1×1 convolution before the two 3×3 ones.</param>
    /// <param name="fives">Channels of the branch of two 3×3 convolutions.</param>
    /// <param name="pool">Channels of the pooled branch.</param>
    /// <returns>N×(ones + threes + fives + pool)×H×W.</returns>
    public static Tensor Figure5(
        Tensor x, string name, int ones, int threesReduce, int threes, int fivesReduce, int fives, int pool)
    {
        return Tensor.Concat(
            Branch(x, "b1", ones, 1),
            Branch(Branch(x, "b3.0", threesReduce, 1), "b3.1", threes, 3),
            Branch(Branch(Branch(x, "bd.0", fivesReduce, 1), "bd.1", fives, 3), "bd.2", fives, 3),
            Branch(x.AvgPool2d(3, stride: 1, padding: 1), "bp", pool, 1));

        Tensor Branch(Tensor y, string branch, int channels, Size2 kernelSize) =>
            Unit(y, StateDictKey.Join(name, branch), channels, kernelSize);
    }

    /// <summary>The module of figure 6 of arXiv 1512.00567: n×n convolutions are 1×n and n×1 ones in a row.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module; nothing where the module is the net.</param>
    /// <param name="ones">Channels of the 1×1 branch.</param>
    /// <param name="singleBetween">Channels within the branch of one n×n convolution.</param>
    /// <param name="single">Channels at the end of that branch.</param>
    /// <param name="doubleBetween">Channels within the branch of two n×n convolutions.</param>
    /// <param name="doubled">Channels at the end of that branch.</param>
    /// <param name="pool">Channels of the pooled branch.</param>
    /// <param name="n">The kernel; 7 in the paper.</param>
    /// <returns>N×(ones + single + doubled + pool)×H×W.</returns>
    public static Tensor Figure6(
        Tensor x, string name, int ones, int singleBetween, int single, int doubleBetween, int doubled, int pool, int n = 7)
    {
        var one = Branch(Branch(x, "b7.0", singleBetween, 1), "b7.1", singleBetween, (1, n));
        var two = Branch(Branch(Branch(x, "bd.0", doubleBetween, 1), "bd.1", doubleBetween, (1, n)), "bd.2", doubleBetween, (n, 1));
        return Tensor.Concat(
            Branch(x, "b1", ones, 1),
            Branch(one, "b7.2", single, (n, 1)),
            Branch(Branch(two, "bd.3", doubleBetween, (1, n)), "bd.4", doubled, (n, 1)),
            Branch(x.AvgPool2d(3, stride: 1, padding: 1), "bp", pool, 1));

        Tensor Branch(Tensor y, string branch, int channels, Size2 kernelSize) =>
            Unit(y, StateDictKey.Join(name, branch), channels, kernelSize);
    }

    /// <summary>The wide module of figure 7 of arXiv 1512.00567, for the coarsest grids: 1×3 and 3×1 convolutions side by side.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module; nothing where the module is the net.</param>
    /// <param name="ones">Channels of the 1×1 branch.</param>
    /// <param name="threesReduce">Channels of the 1×1 convolution before the first pair.</param>
    /// <param name="threes">Channels of each convolution of the first pair.</param>
    /// <param name="fivesReduce">Channels of the 1×1 convolution before the 3×3 one and the second pair.</param>
    /// <param name="fives">Channels of the 3×3 convolution and of each of the second pair.</param>
    /// <param name="pool">Channels of the pooled branch.</param>
    /// <returns>N×(ones + 2·threes + 2·fives + pool)×H×W.</returns>
    public static Tensor Figure7(
        Tensor x, string name, int ones, int threesReduce, int threes, int fivesReduce, int fives, int pool)
    {
        var one = Branch(x, "b3r", threesReduce, 1);
        var two = Branch(Branch(x, "bdr.0", fivesReduce, 1), "bdr.1", fives, 3);
        return Tensor.Concat(
            Branch(x, "b1", ones, 1),
            Branch(one, "b3a", threes, (1, 3)), Branch(one, "b3b", threes, (3, 1)),
            Branch(two, "bda", fives, (1, 3)), Branch(two, "bdb", fives, (3, 1)),
            Branch(x.AvgPool2d(3, stride: 1, padding: 1), "bp", pool, 1));

        Tensor Branch(Tensor y, string branch, int channels, Size2 kernelSize) =>
            Unit(y, StateDictKey.Join(name, branch), channels, kernelSize);
    }

    /// <summary>The grid reduction of figure 10 of arXiv 1512.00567, on the left: two convolutional branches and a pool.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module; nothing where the module is the net.</param>
    /// <param name="fivesReduce">Channels of the 1×1 convolution before the two 3×3 ones.</param>
    /// <param name="fives">Channels of the branch of two 3×3 convolutions.</param>
    /// <param name="threesReduce">Channels of the 1×1 convolution before the 3×3 one.</param>
    /// <param name="threes">Channels of the 3×3 branch.</param>
    /// <returns>N×(fives + threes + C)×⌊(H − 1) / 2⌋×⌊(W − 1) / 2⌋.</returns>
    public static Tensor Figure10(Tensor x, string name, int fivesReduce, int fives, int threesReduce, int threes)
    {
        return Tensor.Concat(
            Branch(Branch(Branch(x, "bd.0", fivesReduce, 1), "bd.1", fives, 3), "bd.2", fives, 3, 2),
            Branch(Branch(x, "b3.0", threesReduce, 1), "b3.1", threes, 3, 2),
            x.MaxPool2d(3, stride: 2));

        Tensor Branch(Tensor y, string branch, int channels, int kernelSize, int stride = 1) =>
            Unit(y, StateDictKey.Join(name, branch), channels, kernelSize, stride);
    }

    /// <summary>The same reduction in its simplest form, figure 10 on the right: a convolution and a pool side by side.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module; nothing where the module is the net.</param>
    /// <param name="channels">Channels of the convolution.</param>
    /// <returns>N×(channels + C)×⌊(H − 1) / 2⌋×⌊(W − 1) / 2⌋.</returns>
    public static Tensor Figure10Simple(Tensor x, string name, int channels) =>
        Tensor.Concat(Unit(x, StateDictKey.Join(name, "conv"), channels, 3, 2), x.MaxPool2d(3, stride: 2));

    /// <summary>The module of v3's finest grid, <c>InceptionA</c> in torchvision: figure 5 with 5×5 in place of the single 3×3.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <param name="pool">Channels of the pooled branch.</param>
    /// <returns>N×(224 + pool)×H×W.</returns>
    public static Tensor V3ModuleA(Tensor x, string name, int pool) =>
        Tensor.Concat(
            x.BasicConv2d($"{name}.branch1x1", 64, 1),
            x.BasicConv2d($"{name}.branch5x5_1", 48, 1).BasicConv2d($"{name}.branch5x5_2", 64, 5),
            x.BasicConv2d($"{name}.branch3x3dbl_1", 64, 1).BasicConv2d($"{name}.branch3x3dbl_2", 96, 3)
                .BasicConv2d($"{name}.branch3x3dbl_3", 96, 3),
            x.AvgPool2d(3, stride: 1, padding: 1).BasicConv2d($"{name}.branch_pool", pool, 1));

    /// <summary>v3's first grid reduction, <c>InceptionB</c> in torchvision: figure 10 without one of the 1×1 convolutions.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <returns>N×(480 + C)×⌊(H − 1) / 2⌋×⌊(W − 1) / 2⌋.</returns>
    public static Tensor V3ReductionB(Tensor x, string name) =>
        Tensor.Concat(
            x.BasicConv2d($"{name}.branch3x3", 384, 3, stride: 2),
            x.BasicConv2d($"{name}.branch3x3dbl_1", 64, 1).BasicConv2d($"{name}.branch3x3dbl_2", 96, 3)
                .BasicConv2d($"{name}.branch3x3dbl_3", 96, 3, stride: 2),
            x.MaxPool2d(3, stride: 2));

    /// <summary>The module of v3's middle grid, <c>InceptionC</c> in torchvision: figure 6, in the longer branch 7×1 first.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <param name="between">Channels within the branches.</param>
    /// <returns>N×768×H×W.</returns>
    public static Tensor V3ModuleC(Tensor x, string name, int between) =>
        Tensor.Concat(
            x.BasicConv2d($"{name}.branch1x1", 192, 1),
            x.BasicConv2d($"{name}.branch7x7_1", between, 1).BasicConv2d($"{name}.branch7x7_2", between, (1, 7))
                .BasicConv2d($"{name}.branch7x7_3", 192, (7, 1)),
            x.BasicConv2d($"{name}.branch7x7dbl_1", between, 1).BasicConv2d($"{name}.branch7x7dbl_2", between, (7, 1))
                .BasicConv2d($"{name}.branch7x7dbl_3", between, (1, 7)).BasicConv2d($"{name}.branch7x7dbl_4", between, (7, 1))
                .BasicConv2d($"{name}.branch7x7dbl_5", 192, (1, 7)),
            x.AvgPool2d(3, stride: 1, padding: 1).BasicConv2d($"{name}.branch_pool", 192, 1));

    /// <summary>v3's second grid reduction, <c>InceptionD</c> in torchvision: figure 10 with a factorized 7×7 convolution.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <returns>N×(512 + C)×⌊(H − 1) / 2⌋×⌊(W − 1) / 2⌋.</returns>
    public static Tensor V3ReductionD(Tensor x, string name) =>
        Tensor.Concat(
            x.BasicConv2d($"{name}.branch3x3_1", 192, 1).BasicConv2d($"{name}.branch3x3_2", 320, 3, stride: 2),
            x.BasicConv2d($"{name}.branch7x7x3_1", 192, 1).BasicConv2d($"{name}.branch7x7x3_2", 192, (1, 7))
                .BasicConv2d($"{name}.branch7x7x3_3", 192, (7, 1)).BasicConv2d($"{name}.branch7x7x3_4", 192, 3, stride: 2),
            x.MaxPool2d(3, stride: 2));

    /// <summary>The module of v3's coarsest grid, <c>InceptionE</c> in torchvision: figure 7.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <returns>N×2048×H×W.</returns>
    public static Tensor V3ModuleE(Tensor x, string name)
    {
        var one = x.BasicConv2d($"{name}.branch3x3_1", 384, 1);
        var two = x.BasicConv2d($"{name}.branch3x3dbl_1", 448, 1).BasicConv2d($"{name}.branch3x3dbl_2", 384, 3);
        return Tensor.Concat(
            x.BasicConv2d($"{name}.branch1x1", 320, 1),
            one.BasicConv2d($"{name}.branch3x3_2a", 384, (1, 3)), one.BasicConv2d($"{name}.branch3x3_2b", 384, (3, 1)),
            two.BasicConv2d($"{name}.branch3x3dbl_3a", 384, (1, 3)), two.BasicConv2d($"{name}.branch3x3dbl_3b", 384, (3, 1)),
            x.AvgPool2d(3, stride: 1, padding: 1).BasicConv2d($"{name}.branch_pool", 192, 1));
    }

    private static Tensor Unit(Tensor x, string name, int channels, Size2 kernelSize, int stride = 1, Padding? padding = null) =>
        x.BasicConv2d(name, channels, kernelSize, stride, padding, eps: 1e-5);
}
