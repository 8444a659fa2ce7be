#nullable enable

namespace CompiledNets.Models;

/// <summary>
/// Inception-ResNet-v2 (Szegedy et al., arXiv 1602.07261): Inception modules as the branches of residual blocks. Layer names are
/// those of timm's <c>inception_resnet_v2</c>.
/// </summary>
internal static class InceptionResNet
{
    /// <summary>Inception-ResNet-v2, figure 15 of the paper, with the stem of Inception-v3 as its checkpoints have it.</summary>
    /// <param name="x">Images, N×3×H×W; 299×299 in the paper.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="a">Number of Inception-ResNet-A modules; the figure has 5, the checkpoints 10.</param>
    /// <param name="b">Number of Inception-ResNet-B modules; the figure has 10, the checkpoints 20.</param>
    /// <param name="c">Number of Inception-ResNet-C modules before the last one; the figure has 5 in all, the checkpoints 10.</param>
    /// <returns>N×classes logits.</returns>
    public static Tensor V2(Tensor x, int classes = 1000, int a = 10, int b = 20, int c = 9)
    {
        x = x.BasicConv2d("conv2d_1a", 32, 3, stride: 2).BasicConv2d("conv2d_2a", 32, 3, padding: 0);
        x = x.BasicConv2d("conv2d_2b", 64, 3).MaxPool2d(3, stride: 2);
        x = x.BasicConv2d("conv2d_3b", 80, 1).BasicConv2d("conv2d_4a", 192, 3, padding: 0).MaxPool2d(3, stride: 2);
        x = Tensor.Concat(
            x.BasicConv2d("mixed_5b.branch0", 96, 1),
            x.BasicConv2d("mixed_5b.branch1.0", 48, 1).BasicConv2d("mixed_5b.branch1.1", 64, 5),
            x.BasicConv2d("mixed_5b.branch2.0", 64, 1).BasicConv2d("mixed_5b.branch2.1", 96, 3).BasicConv2d("mixed_5b.branch2.2", 96, 3),
            x.AvgPool2d(3, stride: 1, padding: 1, countIncludePad: false).BasicConv2d("mixed_5b.branch3.1", 64, 1));
        for (var i = 0; i < a; i++) x = ModuleA(x, $"repeat.{i}").Relu();
        x = InceptionV4.ReductionA(x, "mixed_6a", 256, 256, 384, 384);
        for (var i = 0; i < b; i++) x = ModuleB(x, $"repeat_1.{i}").Relu();
        x = ReductionB(x, "mixed_7a");
        for (var i = 0; i < c; i++) x = ModuleC(x, $"repeat_2.{i}").Relu();
        // The last block is neither damped nor rectified.
        x = ModuleC(x, "block8", scale: 1).BasicConv2d("conv2d_7b", 1536, 1);
        return x.AdaptiveAvgPool2d(1).Flatten().Dropout(0.2).Linear("classif", classes);
    }

    /// <summary>
    /// Inception-ResNet-A of Inception-ResNet-v2, figure 16 of the paper, up to the sum. Damping the branch (figure 20) keeps training
    /// stable.
    /// </summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <param name="scale">What damps the branch.</param>
    /// <returns>N×C×H×W.</returns>
    public static Tensor ModuleA(Tensor x, string name, double scale = 0.17)
    {
        var branches = Tensor.Concat(
            x.BasicConv2d($"{name}.branch0", 32, 1),
            x.BasicConv2d($"{name}.branch1.0", 32, 1).BasicConv2d($"{name}.branch1.1", 32, 3),
            x.BasicConv2d($"{name}.branch2.0", 32, 1).BasicConv2d($"{name}.branch2.1", 48, 3).BasicConv2d($"{name}.branch2.2", 64, 3));
        return x + scale * branches.Conv2d($"{name}.conv2d", x.Channels, 1);
    }

    /// <summary>Inception-ResNet-B of Inception-ResNet-v2, figure 17 of the paper, up to the sum.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <param name="scale">What damps the branch.</param>
    /// <returns>N×C×H×W.</returns>
    public static Tensor ModuleB(Tensor x, string name, double scale = 0.1)
    {
        var branches = Tensor.Concat(
            x.BasicConv2d($"{name}.branch0", 192, 1),
            x.BasicConv2d($"{name}.branch1.0", 128, 1).BasicConv2d($"{name}.branch1.1", 160, (1, 7))
                .BasicConv2d($"{name}.branch1.2", 192, (7, 1)));
        return x + scale * branches.Conv2d($"{name}.conv2d", x.Channels, 1);
    }

    /// <summary>Inception-ResNet-C of Inception-ResNet-v2, figure 19 of the paper, up to the sum.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <param name="scale">What damps the branch.</param>
    /// <returns>N×C×H×W.</returns>
    public static Tensor ModuleC(Tensor x, string name, double scale = 0.2)
    {
        var branches = Tensor.Concat(
            x.BasicConv2d($"{name}.branch0", 192, 1),
            x.BasicConv2d($"{name}.branch1.0", 192, 1).BasicConv2d($"{name}.branch1.1", 224, (1, 3))
                .BasicConv2d($"{name}.branch1.2", 256, (3, 1)));
        return x + scale * branches.Conv2d($"{name}.conv2d", x.Channels, 1);
    }

    /// <summary>Reduction-B of Inception-ResNet-v2, figure 18 of the paper.</summary>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="name">State-dict prefix of the module.</param>
    /// <returns>N×(992 + C)×⌊(H − 1) / 2⌋×⌊(W − 1) / 2⌋.</returns>
    public static Tensor ReductionB(Tensor x, string name) =>
        Tensor.Concat(
            x.BasicConv2d($"{name}.branch0.0", 256, 1).BasicConv2d($"{name}.branch0.1", 384, 3, stride: 2),
            x.BasicConv2d($"{name}.branch1.0", 256, 1).BasicConv2d($"{name}.branch1.1", 288, 3, stride: 2),
            x.BasicConv2d($"{name}.branch2.0", 256, 1).BasicConv2d($"{name}.branch2.1", 288, 3)
                .BasicConv2d($"{name}.branch2.2", 320, 3, stride: 2),
            x.MaxPool2d(3, stride: 2));
}
