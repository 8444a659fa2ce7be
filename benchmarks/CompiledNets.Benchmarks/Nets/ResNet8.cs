namespace CompiledNets.Benchmarks.Nets;

/// <summary>ResNet-8 of MLPerf Tiny (arXiv 2106.07597) for images of CIFAR-10: a net whose weights fit the cache.</summary>
[CompiledNet]
public partial class ResNet8
{
    static Tensor Forward([Shape(3, 32, 32)] Tensor image)
    {
        var x = ConvBn(image, "stem", 16).Relu();
        x = Block(x, "block1", 16);
        x = Block(x, "block2", 32, stride: 2);
        x = Block(x, "block3", 64, stride: 2);
        return x.AdaptiveAvgPool2d(1).Flatten().Linear("classifier", 10);
    }

    static Tensor Block(Tensor x, string name, int channels, int stride = 1)
    {
        var y = ConvBn(x, $"{name}.0", channels, stride: stride).Relu();
        y = ConvBn(y, $"{name}.1", channels);
        if (x.Shape != y.Shape) x = x.Conv2d($"{name}.shortcut", channels, 1, stride);
        return (x + y).Relu();
    }

    static Tensor ConvBn(Tensor x, string name, int channels, int stride = 1) =>
        x.Conv2d($"{name}.conv", channels, 3, stride, padding: 1).BatchNorm2d($"{name}.norm");
}
