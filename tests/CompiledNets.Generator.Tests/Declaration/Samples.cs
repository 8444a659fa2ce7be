namespace CompiledNets.Generator.Tests.Declaration;

/// <summary>Declarations as users write them.</summary>
internal static class Samples
{
    /// <summary>A reader of number plates over three files: tables, records, helpers, a switch, LINQ, two inputs and two outputs.</summary>
    public static readonly string[] PlateReader =
    [
        """
        using Plates.Blocks;

        namespace Plates;

        partial class App
        {
            /// <summary>Reads a plate.</summary>
            [CompiledNet]
            internal sealed partial class PlateReader
            {
                private const double Width = 0.75;

                private static readonly (string Name, int Channels, Size2 Stride, Kind Kind)[] Stages =
                [
                    ("block1", 32, 2, Kind.Inverted),
                    ("block2", 64, (2, 1), Kind.Inverted),
                    ("block3", 64, 1, Kind.Residual),
                    ("block4", 96, 1, Kind.Dense),
                ];

                static (Tensor Letters, Tensor IsPlate) Forward([Shape(1, 32, 128)] Tensor image, [Shape(2, 1, 8, 32)] Tensor mask)
                {
                    var x = ConvBnRelu(image, "stem", Scale(16), stride: 2);
                    foreach (var (name, channels, stride, kind) in Stages)
                    {
                        var options = new BlockOptions(name, Scale(channels), stride) { Expand = kind is Kind.Inverted ? 4 : 1 };
                        x = kind switch
                        {
                            Kind.Inverted => x.Inverted(options),
                            Kind.Residual when options.Stride == 1 => x.Residual(options, ConvBnRelu),
                            Kind.Dense => x.Dense(options, growth: 12),
                            _ => throw new NotSupportedException($"no block of kind {kind}"),
                        };
                    }
                    x *= mask[.., ..1].AvgPool2d(1, stride: (1, 1)).Sigmoid().Conv2d("gate", x.Channels, 1).AdaptiveAvgPool2d((x.Height, x.Width));
                    var features = x.AdaptiveAvgPool2d(1).Flatten().Dropout(0.2);
                    return (Letters(features), IsPlate: features.Linear("plate", 1).Sigmoid());
                }
            }
        }
        """,
        """
        using Plates.Blocks;

        namespace Plates;

        partial class App
        {
            partial class PlateReader
            {
                private static int Scale(int channels) => Rounding.ToMultiple(channels * Width, of: 8);

                private static Tensor ConvBnRelu(Tensor x, string name, int channels, int stride = 1) =>
                    x.Conv2d($"{name}.0", channels, 3, stride, padding: 1, bias: false).BatchNorm2d($"{name}.1").Relu();

                private static Tensor ConvBnRelu(Tensor x, BlockOptions options) => ConvBnRelu(x, options.Name, options.Channels);

                private static Tensor Letters(Tensor features)
                {
                    var letters = Enumerable.Range(0, 3).Select(i => features.Linear($"letters.{i}", 36).Softmax()).ToList();
                    return Tensor.Concat(letters, dim: -1);
                }
            }
        }
        """,
        """
        namespace Plates.Blocks;

        enum Kind { Inverted, Residual, Dense }

        sealed record BlockOptions(string Name, int Channels, Size2 Stride)
        {
            public int Expand { get; init; } = 1;
            public string Key(int index, string part = "conv") => $"{Name}.{part}{index}";
        }

        static class Rounding
        {
            public static int ToMultiple(double value, int of)
            {
                var rounded = Math.Max(of, (int)(value + of / 2.0) / of * of);
                return rounded < 0.9 * value ? rounded + of : rounded;
            }
        }

        static class BlockExtensions
        {
            public static Tensor Inverted(this Tensor x, BlockOptions options)
            {
                var hidden = x.Channels * options.Expand;
                var y = x;
                if (options.Expand != 1) y = y.Conv2d(options.Key(0), hidden, 1, bias: false).BatchNorm2d(options.Key(0, "bn")).Relu6();
                y = y.Conv2d(options.Key(1), hidden, 3, options.Stride, padding: 1, groups: hidden, bias: false).BatchNorm2d(options.Key(1, "bn")).Relu6();
                y = y.Conv2d(options.Key(2), options.Channels, 1, bias: false).BatchNorm2d(options.Key(2, "bn"));
                return (options.Stride, x.Channels) == ((Size2)1, options.Channels) ? x + y : y;
            }

            public static Tensor Residual(this Tensor x, BlockOptions options, Func<Tensor, BlockOptions, Tensor> layer)
            {
                var shortcut = x.Channels == options.Channels ? x : x.Conv2d(options.Key(9), options.Channels, 1);
                return (layer(x, options) + shortcut).Relu();
            }

            public static Tensor Dense(this Tensor x, BlockOptions options, int growth)
            {
                List<Tensor> features = [x];
                for (var i = 0; features.Sum(f => f.Channels) + growth <= options.Channels; i++)
                    features.Add(Tensor.Concat([.. features]).BatchNorm2d(options.Key(i, "norm")).Relu().Conv2d(options.Key(i), growth, 3, padding: 1));
                return Tensor.Concat(features.ToArray());
            }
        }
        """,
    ];

    /// <summary>ResNet-50 as torchvision has it.</summary>
    public const string ResNet =
        """
        [CompiledNet]
        public partial class ResNet50
        {
            static readonly int[] depths = [3, 4, 6, 3];

            public static Tensor Forward([Shape(3, 224, 224)] Tensor x)
            {
                x = x.Conv2d("conv1", 64, 7, stride: 2, padding: 3, bias: false).BatchNorm2d("bn1").Relu().MaxPool2d(3, 2, padding: 1);
                for (var stage = 0; stage < depths.Length; stage++)
                    foreach (var block in Enumerable.Range(0, depths[stage]))
                        x = Bottleneck(x, $"layer{stage + 1}.{block}", 64 << stage, stride: block == 0 && stage > 0 ? 2 : 1);
                return x.AdaptiveAvgPool2d(1).Flatten().Linear("fc", 1000);
            }

            static Tensor Bottleneck(Tensor x, string name, int width, int stride)
            {
                var y = x.Conv2d($"{name}.conv1", width, 1, bias: false).BatchNorm2d($"{name}.bn1").Relu();
                y = y.Conv2d($"{name}.conv2", width, 3, stride, padding: 1, bias: false).BatchNorm2d($"{name}.bn2").Relu();
                y = y.Conv2d($"{name}.conv3", width * 4, 1, bias: false).BatchNorm2d($"{name}.bn3");
                if (stride != 1 || x.Channels != width * 4)
                    x = x.Conv2d($"{name}.downsample.0", width * 4, 1, stride, bias: false).BatchNorm2d($"{name}.downsample.1");
                return (x + y).Relu();
            }
        }
        """;
}
