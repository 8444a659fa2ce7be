#nullable enable

namespace CompiledNets.Models;

/// <summary>
/// Inception-v4 (Szegedy et al., arXiv 1602.07261): the modules of its predecessors made uniform. Layer names are those of timm's
/// <c>inception_v4</c>.
/// </summary>
internal static class InceptionV4
{
    /// <summary>Inception-v4, figure 9 of the paper.</summary>
    /// <param name="x">Images, N×3×H×W; 299×299 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="a">Number of Inception-A modules.</param>
    /// <param name="b">Number of Inception-B modules.</param>
    /// <param name="c">Number of Inception-C modules.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor Forward(Tensor x, int classes = 1000, int a = 4, int b = 7, int c = 3)
    {
        x = Stem(x, "features");
        var index = 6;
        for (var i = 0; i < a; i++) x = ModuleA(x, $"features.{index++}");
        x = ReductionA(x, $"features.{index++}", 192, 224, 256, 384);
        for (var i = 0; i < b; i++) x = ModuleB(x, $"features.{index++}");
        x = ReductionB(x, $"features.{index++}");
        for (var i = 0; i < c; i++) x = ModuleC(x, $"features.{index++}");
        return x.AdaptiveAvgPool2d(1).Flatten().Dropout(0.2).Linear("last_linear", classes);
    }

    /// <summary>The stem of Inception-v4, figure 3 of the paper.</summary>
    /// <param name="x">N×3×H×W.</param>
    /// <param name="name">State-dict prefix of the net's layers, of which these are the first.</param>
    /// <returns>N×384×H'×W', about an eighth of the size.</returns>
    public static Tensor Stem(Tensor x, string name)
    {
        x = x.BasicConv2d($"{name}.0", 32, 3, stride: 2).BasicConv2d($"{name}.1", 32, 3, padding: 0).BasicConv2d($"{name}.2", 64, 3);
        x = Tensor.Concat(x.MaxPool2d(3, stride: 2), x.BasicConv2d($"{name}.3.conv", 96, 3, stride: 2));
        x = Tensor.Concat(
            x.BasicConv2d($"{name}.4.branch0.0", 64, 1).BasicConv2d($"{name}.4.branch0.1", 96, 3, padding: 0),
            x.BasicConv2d($"{name}.4.branch1.0", 64, 1).BasicConv2d($"{name}.4.branch1.1", 64, (1, 7))
                .BasicConv2d($"{name}.4.branch1.2", 64, (7, 1)).BasicConv2d($"{name}.4.branch1.3", 96, 3, padding: 0));
        return Tensor.Concat(x.BasicConv2d($"{name}.5.conv", 192, 3, stride: 2), x.MaxPool2d(3, stride: 2));
    }

    /// <summary>Inception-A, figure 4 of the paper.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <returns>N×384×H×W.</returns>
    public static Tensor ModuleA(Tensor x, string name) =>
        Tensor.Concat(
            x.BasicConv2d($"{name}.branch0", 96, 1),
            x.BasicConv2d($"{name}.branch1.0", 64, 1).BasicConv2d($"{name}.branch1.1", 96, 3),
            x.BasicConv2d($"{name}.branch2.0", 64, 1).BasicConv2d($"{name}.branch2.1", 96, 3).BasicConv2d($"{name}.branch2.2", 96, 3),
            Pool(x).BasicConv2d($"{name}.branch3.1", 96, 1));

    /// <summary>Inception-B, figure 5 of the paper.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <returns>N×1024×H×W.</returns>
    public static Tensor ModuleB(Tensor x, string name) =>
        Tensor.Concat(
            x.BasicConv2d($"{name}.branch0", 384, 1),
            x.BasicConv2d($"{name}.branch1.0", 192, 1).BasicConv2d($"{name}.branch1.1", 224, (1, 7))
                .BasicConv2d($"{name}.branch1.2", 256, (7, 1)),
            x.BasicConv2d($"{name}.branch2.0", 192, 1).BasicConv2d($"{name}.branch2.1", 192, (7, 1))
                .BasicConv2d($"{name}.branch2.2", 224, (1, 7)).BasicConv2d($"{name}.branch2.3", 224, (7, 1))
                .BasicConv2d($"{name}.branch2.4", 256, (1, 7)),
            Pool(x).BasicConv2d($"{name}.branch3.1", 128, 1));

    /// <summary>Inception-C, figure 6 of the paper.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <returns>N×1536×H×W.</returns>
    public static Tensor ModuleC(Tensor x, string name)
    {
        var one = x.BasicConv2d($"{name}.branch1_0", 384, 1);
        var two = x.BasicConv2d($"{name}.branch2_0", 384, 1).BasicConv2d($"{name}.branch2_1", 448, (3, 1))
            .BasicConv2d($"{name}.branch2_2", 512, (1, 3));
        return Tensor.Concat(
            x.BasicConv2d($"{name}.branch0", 256, 1),
            one.BasicConv2d($"{name}.branch1_1a", 256, (1, 3)), one.BasicConv2d($"{name}.branch1_1b", 256, (3, 1)),
            two.BasicConv2d($"{name}.branch2_3a", 256, (1, 3)), two.BasicConv2d($"{name}.branch2_3b", 256, (3, 1)),
            Pool(x).BasicConv2d($"{name}.branch3.1", 256, 1));
    }

    /// <summary>Reduction-A, figure 7 of the paper; table 1 has the widths k, l, m and n of each net.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <param name="k">Channels of the 1×1 convolution of the longer branch.</param>
    /// <param name="l">Channels of its first 3×3 convolution.</param>
    /// <param name="m">Channels of its second 3×3 convolution.</param>
    /// <param name="n">Channels of the shorter branch.</param>
    /// <returns>N×(n + m + C)×⌊(H − 1) / 2⌋×⌊(W − 1) / 2⌋.</returns>
    public static Tensor ReductionA(Tensor x, string name, int k, int l, int m, int n) =>
        Tensor.Concat(
            x.BasicConv2d($"{name}.branch0", n, 3, stride: 2),
            x.BasicConv2d($"{name}.branch1.0", k, 1).BasicConv2d($"{name}.branch1.1", l, 3)
                .BasicConv2d($"{name}.branch1.2", m, 3, stride: 2),
            x.MaxPool2d(3, stride: 2));

    /// <summary>Reduction-B of Inception-v4, figure 8 of the paper.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <returns>N×(512 + C)×⌊(H − 1) / 2⌋×⌊(W − 1) / 2⌋.</returns>
    public static Tensor ReductionB(Tensor x, string name) =>
        Tensor.Concat(
            x.BasicConv2d($"{name}.branch0.0", 192, 1).BasicConv2d($"{name}.branch0.1", 192, 3, stride: 2),
            x.BasicConv2d($"{name}.branch1.0", 256, 1).BasicConv2d($"{name}.branch1.1", 256, (1, 7))
                .BasicConv2d($"{name}.branch1.2", 320, (7, 1)).BasicConv2d($"{name}.branch1.3", 320, 3, stride: 2),
            x.MaxPool2d(3, stride: 2));

    private static Tensor Pool(Tensor x) => x.AvgPool2d(3, stride: 1, padding: 1, countIncludePad: false);
}
