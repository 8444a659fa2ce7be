namespace CompiledNets.Generator.Tests.Testing;

/// <summary>Nets that are small enough for a reader to check the code that they become.</summary>
internal static class SmallNets
{
    /// <summary>Two layers, the second of which needs a border of zeros.</summary>
    public const string TwoLayers =
        """
        namespace Small;

        /// <summary>Two layers.</summary>
        [CompiledNet]
        public partial class TwoLayers
        {
            static Tensor Forward([Shape(3, 6, 6)] Tensor image) =>
                image.Conv2d("first", 8, 3, stride: 2).Relu().Conv2d("second", 4, 2, padding: 1, bias: false).BatchNorm2d("norm");
        }
        """;

    /// <summary>A depthwise block with its residual.</summary>
    public const string Residual =
        """
        namespace Small;

        /// <summary>An inverted residual.</summary>
        [CompiledNet]
        public partial class Residual
        {
            static Tensor Forward([Shape(16, 5, 5)] Tensor x) =>
                x + x.Conv2d("expand", 32, 1).Relu6().Conv2d("depthwise", 32, 3, padding: 1, groups: 32).Relu6().Conv2d("project", 16, 1);
        }
        """;

    /// <summary>Branches of odd widths that are joined, pooled and classified, with a second output.</summary>
    public const string Branches =
        """
        namespace Small;

        /// <summary>Branches.</summary>
        [CompiledNet]
        public partial class Branches
        {
            static (Tensor Scores, Tensor Features) Forward([Shape(32, 8, 8)] Tensor x)
            {
                var y = Tensor.Concat(x.Conv2d("wide", 23, 3, padding: 1), x.MaxPool2d(3, 1, 1).Conv2d("narrow", 5, 1)).Sigmoid();
                return (y.AdaptiveAvgPool2d(1).Flatten().Linear("head", 4).Softmax(), y);
            }
        }
        """;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [nameof(TwoLayers)] = TwoLayers,
        [nameof(Residual)] = Residual,
        [nameof(Branches)] = Branches,
    };

    public static TheoryData<string> Names => [.. All.Keys];
}
