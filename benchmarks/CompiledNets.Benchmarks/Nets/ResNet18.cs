namespace CompiledNets.Benchmarks.Nets;

/// <summary>ResNet-18 (He et al., arXiv 1512.03385, table 1): dense 3×3 convolutions, residuals.</summary>
[CompiledNet]
public partial class ResNet18
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image)
    {
        var x = ConvBn(image, "conv1", "bn1", 64, 7, stride: 2).Relu().MaxPool2d(3, stride: 2, padding: 1);
        for (var stage = 0; stage < 4; stage++)
            for (var block = 0; block < 2; block++)
                x = BasicBlock(x, $"layer{stage + 1}.{block}", 64 << stage, stride: stage > 0 && block == 0 ? 2 : 1);
        return x.AdaptiveAvgPool2d(1).Flatten().Linear("fc", 1000);
    }

    private static Tensor BasicBlock(Tensor x, string name, int channels, int stride)
    {
        var y = ConvBn(x, $"{name}.conv1", $"{name}.bn1", channels, 3, stride).Relu();
        y = ConvBn(y, $"{name}.conv2", $"{name}.bn2", channels, 3);
        var shortcut = x.Shape == y.Shape ? x : ConvBn(x, $"{name}.downsample.0", $"{name}.downsample.1", channels, 1, stride);
        return (y + shortcut).Relu();
    }

    private static Tensor ConvBn(Tensor x, string conv, string norm, int channels, int kernel, int stride = 1) =>
        x.Conv2d(conv, channels, kernel, stride, padding: kernel / 2, bias: false).BatchNorm2d(norm);
}
