namespace CompiledNets.Benchmarks.Nets;

/// <summary>MobileNetV2 (Sandler et al., arXiv 1801.04381, table 2): pointwise and depthwise convolutions.</summary>
[CompiledNet]
public partial class MobileNetV2
{
    private static readonly (int Expand, int Channels, int Count, int Stride)[] Stages =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    static Tensor Forward([Shape(3, 224, 224)] Tensor image)
    {
        var x = ConvBnRelu6(image, "features.0", 32, 3, stride: 2);
        var index = 1;
        foreach (var (expand, channels, count, stride) in Stages)
            for (var i = 0; i < count; i++)
                x = InvertedResidual(x, $"features.{index++}.conv", channels, i == 0 ? stride : 1, expand);
        x = ConvBnRelu6(x, $"features.{index}", 1280, 1);
        return x.AdaptiveAvgPool2d(1).Flatten().Dropout(0.2).Linear("classifier.1", 1000);
    }

    private static Tensor InvertedResidual(Tensor x, string name, int channels, int stride, int expand)
    {
        var (y, index, hidden) = (x, 0, x.Channels * expand);
        if (expand != 1) y = ConvBnRelu6(y, $"{name}.{index++}", hidden, 1);
        y = ConvBnRelu6(y, $"{name}.{index++}", hidden, 3, stride, groups: hidden);
        y = y.Conv2d($"{name}.{index}", channels, 1, bias: false).BatchNorm2d($"{name}.{index + 1}");
        return x.Shape == y.Shape ? x + y : y;
    }

    private static Tensor ConvBnRelu6(Tensor x, string name, int channels, int kernel, int stride = 1, int groups = 1) =>
        x.Conv2d($"{name}.0", channels, kernel, stride, padding: kernel / 2, groups: groups, bias: false).BatchNorm2d($"{name}.1").Relu6();
}
