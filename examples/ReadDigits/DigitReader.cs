using CompiledNets;

namespace ReadDigits;

/// <summary>
/// Reads a line of printed digits: of 64 positions along the line each gets the logits of the ten digits and of "no digit begins
/// here". Trained by train.py, whose module has the same layers and the same names.
/// </summary>
[CompiledNet(Weights = "digits.safetensors")]
public partial class DigitReader
{
    public const int Height = 32, Width = 256, Positions = 64, Classes = 11, Blank = 10;

    // Later strides only halve the height: the positions along the line stay as narrow as the narrowest digit.
    private static readonly (int Channels, int Hidden, Size2 Stride)[] Blocks =
    [
        (32, 48, 2), (32, 64, 1), (48, 96, (2, 1)), (48, 96, 1), (48, 96, 1), (64, 96, (2, 1)), (64, 64, 1),
    ];

    static Tensor Forward([Shape(1, Height, Width)] Tensor picture)
    {
        var x = ConvBnRelu(picture, "features.0", 16, kernel: 3, stride: 2);
        for (var i = 0; i < Blocks.Length; i++) x = InvertedResidual(x, $"features.{i + 1}.conv", Blocks[i]);
        x = ConvBnRelu(x, $"features.{Blocks.Length + 1}", 96, kernel: 1);
        return x.AvgPool2d((2, 1)).Dropout(0.1).Conv2d("classifier.1", Classes, 1);
    }

    static Tensor InvertedResidual(Tensor x, string name, (int Channels, int Hidden, Size2 Stride) block)
    {
        var y = ConvBnRelu(x, $"{name}.0", block.Hidden, kernel: 1);
        y = ConvBnRelu(y, $"{name}.1", block.Hidden, kernel: 3, block.Stride, groups: block.Hidden);
        y = y.Conv2d($"{name}.2", block.Channels, 1, bias: false).BatchNorm2d($"{name}.3");
        return x.Shape == y.Shape ? x + y : y;
    }

    static Tensor ConvBnRelu(Tensor x, string name, int channels, int kernel, Size2? stride = null, int groups = 1) =>
        x.Conv2d($"{name}.0", channels, kernel, stride, padding: kernel / 2, groups: groups, bias: false).BatchNorm2d($"{name}.1").Relu6();
}
